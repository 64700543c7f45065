using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Optimizers;

/// <summary>
/// v ← μ·v + ∂w, w ← w − η·(∂w + μ·v). (Nesterov 1983, A Method of Solving a Convex Programming Problem with Convergence Rate
/// O(1/k²), in the form of Sutskever et al. 2013 that keeps the weights at the point where the gradient is taken.)
/// </summary>
/// <param name="momentum">μ, 0 … below 1.</param>
public sealed class NesterovOptimizer<T>(double momentum) : StatefulOptimizer<T>(statesPerWeight: 1)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override void Update(WeightTensor<T> tensor, double learningRate, long step, Span<T> first, Span<T> second) =>
        WeightUpdate.Run(
            new NesterovUpdate(T.CreateTruncating(momentum), T.CreateTruncating(-learningRate)),
            tensor.Gradient,
            tensor.Values,
            first,
            second);

    private readonly struct NesterovUpdate(T momentum, T minusRate) : IWeightUpdate<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector, TSimd>(TVector gradient, TVector weight, ref TVector first, ref TVector second)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            first = TSimd.MultiplyAdd(TSimd.Create(momentum), first, gradient);
            TVector ahead = TSimd.MultiplyAdd(TSimd.Create(momentum), first, gradient);
            return TSimd.MultiplyAdd(TSimd.Create(minusRate), ahead, weight);
        }
    }
}
