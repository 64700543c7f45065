using System.Numerics;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Regularizers;

/// <summary>
/// Scales all gradients together so that their norm, over every tensor, is at most a maximum. (Pascanu, Mikolov and Bengio 2013, On
/// the Difficulty of Training Recurrent Neural Networks, algorithm 1.) A norm that is not finite leaves them as they are, so that
/// the training is seen to diverge.
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
