using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Families;
using Sweeper.Neural.Kernels.Operations;

namespace Sweeper.Neural.Outputs;

/// <summary>
/// A function that turns the numbers of the last layer (logits) into the network's outputs, in place, and derivatives by outputs
/// into derivatives by logits, in place.
/// </summary>
public abstract class OutputKind : FamilyMember
{
    private static readonly List<OutputKind> Known = [];

    private protected OutputKind(string name)
        : base(name, []) => Known.Add(this);

    public static OutputKind Softmax { get; } = new SoftmaxOutput();

    public static OutputKind Sigmoid { get; } = new SigmoidOutput();

    public static OutputKind Identity { get; } = new IdentityOutput();

    /// <summary>In the order in which documentation lists them.</summary>
    public static ImmutableArray<OutputKind> All { get; } = [.. Known];

    // [rows, classes], logits in, outputs out
    internal abstract void Forward<T>(Span<T> values, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    // outputs [rows, classes] · gradient [rows, classes], ∂outputs in, ∂logits out
    internal abstract void Backward<T>(ReadOnlySpan<T> outputs, Span<T> gradient, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>The logits as they are.</summary>
internal sealed class IdentityOutput() : OutputKind("identity")
{
    internal override void Forward<T>(Span<T> values, int classes)
    {
    }

    internal override void Backward<T>(ReadOnlySpan<T> outputs, Span<T> gradient, int classes)
    {
    }
}

/// <summary>a = σ(z) for each class by itself; ∂z = ∂a·a·(1 − a).</summary>
internal sealed class SigmoidOutput() : OutputKind("sigmoid")
{
    internal override void Forward<T>(Span<T> values, int classes) =>
        Elementwise.Apply(default(SigmoidOperation<T>), values, values);

    internal override void Backward<T>(ReadOnlySpan<T> outputs, Span<T> gradient, int classes)
    {
        for (int i = 0; i < outputs.Length; i++)
            gradient[i] *= outputs[i] * (T.One - outputs[i]);
    }
}

/// <summary>a_j = e^(z_j) / Σ e^(z_k) over the classes of a row; ∂z_j = a_j·(∂a_j − Σ a_k·∂a_k).</summary>
internal sealed class SoftmaxOutput() : OutputKind("softmax")
{
    internal override void Forward<T>(Span<T> values, int classes)
    {
        SubtractRowMaxima(values, classes);
        Elementwise.Apply(default(ExpOperation<T>), values, values);
        for (int start = 0; start < values.Length; start += classes)
        {
            Span<T> row = values.Slice(start, classes);
            T scale = T.One / Sum<T>(row);
            foreach (ref T value in row)
                value *= scale;
        }
    }

    internal override void Backward<T>(ReadOnlySpan<T> outputs, Span<T> gradient, int classes)
    {
        for (int start = 0; start < outputs.Length; start += classes)
        {
            ReadOnlySpan<T> a = outputs.Slice(start, classes);
            Span<T> g = gradient.Slice(start, classes);
            T mean = T.Zero;
            for (int j = 0; j < classes; j++)
                mean += a[j] * g[j];
            for (int j = 0; j < classes; j++)
                g[j] = a[j] * (g[j] - mean);
        }
    }

    /// <summary>Makes the largest number of each row 0, so that no exponential overflows.</summary>
    internal static void SubtractRowMaxima<T>(Span<T> values, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int start = 0; start < values.Length; start += classes)
        {
            Span<T> row = values.Slice(start, classes);
            T max = row[0];
            foreach (T value in row)
                max = T.Max(max, value);
            foreach (ref T value in row)
                value -= max;
        }
    }

    internal static T Sum<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T value in row)
            sum += value;
        return sum;
    }
}
