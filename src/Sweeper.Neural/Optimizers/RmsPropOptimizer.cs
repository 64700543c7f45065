using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Optimizers;

/// <summary>
/// s ← α·s + (1 − α)·∂w², w ← w − η·∂w / (√s + ε). (Tieleman and Hinton 2012, Neural Networks for Machine Learning, lecture 6.5;
/// ε outside of the root as in PyTorch.)
/// </summary>
/// <param name="decay">α, 0 … below 1.</param>
/// <param name="epsilon">ε, greater than 0.</param>
public sealed class RmsPropOptimizer<T>(double decay, double epsilon) : StatefulOptimizer<T>(statesPerWeight: 1)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override void Update(WeightTensor<T> tensor, double learningRate, long step, Span<T> first, Span<T> second) =>
        WeightUpdate.Run(
            new RmsPropUpdate(
                T.CreateTruncating(decay),
                T.CreateTruncating(1 - decay),
                T.CreateTruncating(epsilon),
                T.CreateTruncating(-learningRate)),
            tensor.Gradient,
            tensor.Values,
            first,
            second);

    private readonly struct RmsPropUpdate(T decay, T rest, T epsilon, T minusRate) : IWeightUpdate<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector, TSimd>(TVector gradient, TVector weight, ref TVector first, ref TVector second)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            TVector share = TSimd.Multiply(TSimd.Create(rest), TSimd.Multiply(gradient, gradient));
            first = TSimd.MultiplyAdd(TSimd.Create(decay), first, share);
            TVector scale = TSimd.Add(TSimd.Sqrt(first), TSimd.Create(epsilon));
            return TSimd.MultiplyAdd(TSimd.Create(minusRate), TSimd.Divide(gradient, scale), weight);
        }
    }
}
