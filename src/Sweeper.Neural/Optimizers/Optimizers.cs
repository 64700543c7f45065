using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Optimizers;

/// <summary>Stochastic gradient descent: w ← w − η·∂w. (Robbins and Monro 1951, A Stochastic Approximation Method.)</summary>
public sealed class SgdOptimizer<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Step(ReadOnlySpan<WeightTensor<T>> weights, double learningRate)
    {
        var operation = new SubtractScaledOperation<T>(T.CreateTruncating(learningRate));
        foreach (WeightTensor<T> tensor in weights)
            Elementwise.Update<T, SubtractScaledOperation<T>>(operation, tensor.Gradient, tensor.Values);
    }

    /// <summary>Nothing: each step depends on the gradients alone.</summary>
    public OptimizerState<T> Export() => new(0, []);

    public void Import(OptimizerState<T> state)
    {
    }
}

/// <summary>
/// v ← μ·v + ∂w, w ← w − η·v. (Polyak 1964, Some Methods of Speeding Up the Convergence of Iteration Methods; η outside of v as
/// in PyTorch, so that a change of the rate acts on the whole update.) Looking ahead, w ← w − η·(∂w + μ·v). (Nesterov 1983, A
/// Method of Solving a Convex Programming Problem with Convergence Rate O(1/k²), in the form of Sutskever et al. 2013 that keeps
/// the weights at the point where the gradient is taken.)
/// </summary>
/// <param name="momentum">μ, 0 … below 1.</param>
/// <param name="looksAhead">Whether it is Nesterov's.</param>
internal sealed class MomentumOptimizer<T>(double momentum, bool looksAhead) : StatefulOptimizer<T>(statesPerWeight: 1)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override void Update(WeightTensor<T> tensor, double learningRate, long step, Span<T> first, Span<T> second)
    {
        if (looksAhead)
            Update<IsTrue>(tensor, learningRate, first, second);
        else
            Update<IsFalse>(tensor, learningRate, first, second);
    }

    private void Update<TLooksAhead>(WeightTensor<T> tensor, double learningRate, Span<T> first, Span<T> second)
        where TLooksAhead : struct, IFlag =>
        WeightUpdate.Run(
            new MomentumUpdate<TLooksAhead>(T.CreateTruncating(momentum), T.CreateTruncating(-learningRate)),
            tensor.Gradient,
            tensor.Values,
            first,
            second);

    private readonly struct MomentumUpdate<TLooksAhead>(T momentum, T minusRate) : IWeightUpdate<T>
        where TLooksAhead : struct, IFlag
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        TVector IWeightUpdate<T>.Apply<TVector, TSimd>(TVector gradient, TVector weight, ref TVector first, ref TVector second)
        {
            first = TSimd.MultiplyAdd(TSimd.Create(momentum), first, gradient);
            TVector change = TLooksAhead.Value ? TSimd.MultiplyAdd(TSimd.Create(momentum), first, gradient) : first;
            return TSimd.MultiplyAdd(TSimd.Create(minusRate), change, weight);
        }
    }
}

/// <summary>
/// s ← α·s + (1 − α)·∂w², w ← w − η·∂w / (√s + ε). (Tieleman and Hinton 2012, Neural Networks for Machine Learning, lecture 6.5;
/// ε outside of the root as in PyTorch.)
/// </summary>
/// <param name="decay">α, 0 … below 1.</param>
/// <param name="epsilon">ε, greater than 0.</param>
internal sealed class RmsPropOptimizer<T>(double decay, double epsilon) : StatefulOptimizer<T>(statesPerWeight: 1)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override void Update(WeightTensor<T> tensor, double learningRate, long step, Span<T> first, Span<T> second) =>
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
        TVector IWeightUpdate<T>.Apply<TVector, TSimd>(TVector gradient, TVector weight, ref TVector first, ref TVector second)
        {
            TVector share = TSimd.Multiply(TSimd.Create(rest), TSimd.Multiply(gradient, gradient));
            first = TSimd.MultiplyAdd(TSimd.Create(decay), first, share);
            TVector scale = TSimd.Add(TSimd.Sqrt(first), TSimd.Create(epsilon));
            return TSimd.MultiplyAdd(TSimd.Create(minusRate), TSimd.Divide(gradient, scale), weight);
        }
    }
}

/// <summary>
/// m ← β₁·m + (1 − β₁)·∂w, s ← β₂·s + (1 − β₂)·∂w², w ← w − η·m̂ / (√ŝ + ε) with m̂ = m / (1 − β₁ᵗ), ŝ = s / (1 − β₂ᵗ) at step
/// t. (Kingma and Ba 2015, Adam: A Method for Stochastic Optimization, algorithm 1.) With a weight decay λ it is AdamW, which
/// before takes η·λ·w off the weights, not off the biases (Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization,
/// algorithm 2).
/// </summary>
/// <param name="beta1">β₁, 0 … below 1.</param>
/// <param name="beta2">β₂, 0 … below 1.</param>
/// <param name="epsilon">ε, greater than 0.</param>
/// <param name="weightDecay">λ, at least 0.</param>
internal sealed class AdamOptimizer<T>(double beta1, double beta2, double epsilon, double weightDecay)
    : StatefulOptimizer<T>(statesPerWeight: 2)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override void Update(WeightTensor<T> tensor, double learningRate, long step, Span<T> first, Span<T> second)
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
        TVector IWeightUpdate<T>.Apply<TVector, TSimd>(TVector gradient, TVector weight, ref TVector first, ref TVector second)
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
