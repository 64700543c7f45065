using System.Buffers;
using System.Globalization;

namespace Sweeper.Sweeps.Spaces;

/// <summary>A finite number; integers up to 2⁵³ are exact, and 1 and 1.0 are the same value.</summary>
public sealed class NumberValue : HyperparameterValue
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is NaN or infinite.</exception>
    public NumberValue(double number)
    {
        if (!double.IsFinite(number))
            throw new ArgumentOutOfRangeException(nameof(number), number, "A hyperparameter value must be finite.");

        // Minus zero prints as "-0": the same setting must not have two identities.
        Number = number == 0 ? 0 : number;
    }

    public double Number { get; }

    // Not kept, nor compared: a plan may have millions of numbers, each of its own.
    public override string Canonical => Number.ToString("R", CultureInfo.InvariantCulture);

    public override void AppendTo(ArrayBufferWriter<byte> text) => text.Append(Number, "R");

    public override bool Equals(HyperparameterValue? other) => other is NumberValue value && value.Number.Equals(Number);

    public override int GetHashCode() => Number.GetHashCode();
}
