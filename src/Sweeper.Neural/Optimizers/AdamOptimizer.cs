using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Optimizers;

/// <summary>
/// m ← β₁·m + (1 − β₁)·∂w, s ← β₂·s + (1 − β₂)·∂w², w ← w − η·m̂ / (√ŝ + ε) with m̂ = m / (1 − β₁ᵗ), ŝ = s / (1 − β₂ᵗ) at step t.
/// (Kingma and Ba 2015, Adam: A Method for Stochastic Optimization, algorithm 1.) With a weight decay λ it is AdamW, which before
/// takes η·λ·w off the weights, not off the biases (Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization, algorithm 2).
/// </summary>
/// <param name="beta1">β₁, 0 … below 1.</param>
/// <param name="beta2">β₂, 0 … below 1.</param>
/// <param name="epsilon">ε, greater than 0.</param>
/// <param name="weightDecay">λ, at least 0.</param>
public sealed class AdamOptimizer<T>(double beta1, double beta2, double epsilon, double weightDecay)
    : StatefulOptimizer<T>(statesPerWeight: 2)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override void Update(WeightTensor<T> tensor, double learningRate, long step, Span<T> first, Span<T> second)
    {
        double meanScale = 1 / (1 - Math.Pow(beta1, step));
        double squareScale = 1 / (1 - Math.Pow(beta2, step));
        double decay = tensor.Kind == WeightKind.Weight ? weightDecay : 0;
        var update = new AdamUpdate
        {
            Beta1 = T.CreateTruncating(beta1),
            Rest1 = T.CreateTruncating(1 - beta1),
            Beta2 = T.CreateTruncating(beta2),
            Rest2 = T.CreateTruncating(1 - beta2),
            SquareScale = T.CreateTruncating(squareScale),
            Epsilon = T.CreateTruncating(epsilon),
            MinusRate = T.CreateTruncating(-learningRate * meanScale),
            Kept = T.CreateTruncating(1 - (learningRate * decay)),
        };
        WeightUpdate.Run(update, tensor.Gradient, tensor.Values, first, second);
    }

    private readonly struct AdamUpdate : IWeightUpdate<T>
    {
        public required T Beta1 { get; init; }

        public required T Rest1 { get; init; }

        public required T Beta2 { get; init; }

        public required T Rest2 { get; init; }

        public required T SquareScale { get; init; }

        public required T Epsilon { get; init; }

        public required T MinusRate { get; init; }

        public required T Kept { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector, TSimd>(TVector gradient, TVector weight, ref TVector first, ref TVector second)
            where TVector : struct
            where TSimd : ISimd<T, TVector>
        {
            TVector share = TSimd.Multiply(TSimd.Create(Rest1), gradient);
            TVector squareShare = TSimd.Multiply(TSimd.Create(Rest2), TSimd.Multiply(gradient, gradient));
            first = TSimd.MultiplyAdd(TSimd.Create(Beta1), first, share);
            second = TSimd.MultiplyAdd(TSimd.Create(Beta2), second, squareShare);
            TVector scale = TSimd.Add(TSimd.Sqrt(TSimd.Multiply(second, TSimd.Create(SquareScale))), TSimd.Create(Epsilon));
            TVector kept = TSimd.Multiply(weight, TSimd.Create(Kept));
            return TSimd.MultiplyAdd(TSimd.Create(MinusRate), TSimd.Divide(first, scale), kept);
        }
    }
}
