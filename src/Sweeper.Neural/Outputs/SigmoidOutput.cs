using System.Numerics;
using Sweeper.Neural.Kernels;

namespace Sweeper.Neural.Outputs;

/// <summary>a = σ(z) for each class by itself; ∂z = ∂a·a·(1 − a).</summary>
internal sealed class SigmoidOutput<T> : IOutputFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Forward(Span<T> values, int classes) => Elementwise.Apply(default(SigmoidOperation<T>), values, values);

    public void Backward(ReadOnlySpan<T> outputs, Span<T> gradient, int classes)
    {
        for (int i = 0; i < outputs.Length; i++)
            gradient[i] *= outputs[i] * (T.One - outputs[i]);
    }
}
