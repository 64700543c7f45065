using System.Numerics;
using Sweeper.Neural.Kernels;

namespace Sweeper.Neural.Outputs;

/// <summary>a_j = e^(z_j) / Σ e^(z_k) over the classes of a row; ∂z_j = a_j·(∂a_j − Σ a_k·∂a_k).</summary>
internal sealed class SoftmaxOutput<T> : IOutputFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Forward(Span<T> values, int classes)
    {
        SubtractRowMaxima(values, classes);
        Elementwise.Apply(default(ExpOperation<T>), values, values);
        for (int start = 0; start < values.Length; start += classes)
        {
            Span<T> row = values.Slice(start, classes);
            T scale = T.One / Sum(row);
            foreach (ref T value in row)
                value *= scale;
        }
    }

    public void Backward(ReadOnlySpan<T> outputs, Span<T> gradient, int classes)
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
    internal static void SubtractRowMaxima(Span<T> values, int classes)
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

    internal static T Sum(ReadOnlySpan<T> row)
    {
        T sum = T.Zero;
        foreach (T value in row)
            sum += value;
        return sum;
    }
}
