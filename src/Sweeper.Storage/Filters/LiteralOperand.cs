using Sweeper.Sweeps.Spaces;

namespace Sweeper.Storage.Filters;

/// <summary>A number, a text in single quotes, true or false.</summary>
/// <param name="Value">A <see cref="NumberValue"/>, <see cref="TextValue"/> or <see cref="BooleanValue"/>.</param>
public sealed record LiteralOperand(HyperparameterValue Value) : FilterOperand
{
    public bool Equals(LiteralOperand? other) => other is not null && Value.Equals(other.Value);

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() =>
        Value is TextValue text ? $"'{text.Text.Replace("'", "''", StringComparison.Ordinal)}'" : Value.ToString();
}
