using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Optimizers;

/// <summary>
/// v ← μ·v + ∂w, w ← w − η·v. (Polyak 1964, Some Methods of Speeding Up the Convergence of Iteration Methods; η outside of v as in
/// PyTorch, so that a change of the rate acts on the whole update.)
/// </summary>
/// <param name="momentum">μ, 0 … below 1.</param>
public sealed class MomentumOptimizer<T>(double momentum) : StatefulOptimizer<T>(statesPerWeight: 1)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override void Update(WeightTensor<T> tensor, double learningRate, long step, Span<T> first, Span<T> second) =>
        WeightUpdate.Run(
            new MomentumUpdate(T.CreateTruncating(momentum), T.CreateTruncating(-learningRate)),
            tensor.Gradient,
            tensor.Values,
            first,
            second);

    private readonly struct MomentumUpdate(T momentum, T minusRate) : IWeightUpdate<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector, TSimd>(TVector gradient, TVector weight, ref TVector first, ref TVector second)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            first = TSimd.MultiplyAdd(TSimd.Create(momentum), first, gradient);
            return TSimd.MultiplyAdd(TSimd.Create(minusRate), first, weight);
        }
    }
}
