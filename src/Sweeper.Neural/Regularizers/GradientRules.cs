using System.Numerics;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Regularizers;

/// <summary>Changes the gradients of a step before the optimiser sees them.</summary>
public interface IGradientRule<T>
    where T : unmanaged
{
    /// <summary>Changes the gradients of the tensors, given with their values.</summary>
    void Apply(ReadOnlySpan<WeightTensor<T>> weights);
}

/// <summary>
/// The gradient of ½·λ₂·Σ w² + λ₁·Σ |w| over weights, not biases: λ₂·w + λ₁·sign(w) is added to each gradient. (Goodfellow,
/// Bengio and Courville 2016, Deep Learning, eq. 7.3 and 7.20.) The loss that is reported does not contain the penalty.
/// </summary>
/// <param name="l2">λ₂, at least 0. Where a system adds λ/(2m)·Σ w² over m images, λ₂ is λ/m.</param>
/// <param name="l1">λ₁, at least 0.</param>
public sealed class WeightPenalty<T>(double l2, double l1) : IGradientRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Apply(ReadOnlySpan<WeightTensor<T>> weights)
    {
        var operation = new AddPenaltyOperation<T>(T.CreateTruncating(l2), T.CreateTruncating(l1));
        foreach (WeightTensor<T> tensor in weights)
        {
            if (tensor.Kind == WeightKind.Weight)
                Elementwise.Update<T, AddPenaltyOperation<T>>(operation, tensor.Values, tensor.Gradient);
        }
    }
}

/// <summary>
/// Scales all gradients together so that their norm, over every tensor, is at most a maximum. (Pascanu, Mikolov and Bengio 2013,
/// On the Difficulty of Training Recurrent Neural Networks, algorithm 1.) A norm that is not finite leaves them as they are, so
/// that the training is seen to diverge.
/// </summary>
/// <param name="maximumNorm">Greater than 0.</param>
public sealed class GradientClip<T>(double maximumNorm) : IGradientRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Apply(ReadOnlySpan<WeightTensor<T>> weights)
    {
        double square = 0;
        foreach (WeightTensor<T> tensor in weights)
            square += SquareSum.Of<T>(tensor.Gradient);

        double norm = Math.Sqrt(square);
        if (!(norm > maximumNorm) || !double.IsFinite(norm))
            return;
        var operation = new ScaleOperation<T>(T.CreateTruncating(maximumNorm / norm));
        foreach (WeightTensor<T> tensor in weights)
            Elementwise.Apply<T, ScaleOperation<T>>(operation, tensor.Gradient, tensor.Gradient);
    }
}
