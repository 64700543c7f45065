using System.Numerics;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Outputs;

namespace Sweeper.Neural.Losses;

/// <summary>
/// −log of the probability that softmax gives the true class: log Σ e^(z_k) − z_y, from the logits, so that no probability is
/// rounded to 0 first. Derivative: (softmax(z) − one-hot(y)) / rows. (Goodfellow, Bengio and Courville 2016, Deep Learning,
/// §6.2.2.3.) With label smoothing ε the target is (1 − ε)·one-hot(y) + ε / classes, and the loss log Σ e^(z_k) − (1 − ε)·z_y −
/// ε·mean(z) (Szegedy et al. 2016, Rethinking the Inception Architecture for Computer Vision, §7), wherever it is measured.
/// </summary>
/// <param name="labelSmoothing">ε, 0 … below 1.</param>
internal sealed class CrossEntropyLoss<T>(double labelSmoothing) : ILoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public double Evaluate(ReadOnlySpan<T> logits, ReadOnlySpan<byte> labels, Span<T> gradient, int classes)
    {
        logits.CopyTo(gradient);
        SoftmaxOutput.SubtractRowMaxima(gradient, classes);
        double loss = -TargetSum(gradient, labels, classes);

        Elementwise.Apply(default(ExpOperation<T>), gradient, gradient);
        T share = T.One / T.CreateTruncating(labels.Length);
        T trueShare = share * T.CreateTruncating(1 - labelSmoothing);
        T spread = share * T.CreateTruncating(labelSmoothing / classes);
        for (int row = 0; row < labels.Length; row++)
        {
            Span<T> g = gradient.Slice(row * classes, classes);
            T sum = SoftmaxOutput.Sum<T>(g);
            loss += double.CreateTruncating(T.Log(sum));
            T scale = share / sum;
            foreach (ref T value in g)
                value = (value * scale) - spread;
            g[labels[row]] -= trueShare;
        }

        return loss;
    }

    /// <summary>Σ over rows and classes of target·z.</summary>
    private double TargetSum(ReadOnlySpan<T> z, ReadOnlySpan<byte> labels, int classes)
    {
        double sum = 0;
        for (int row = 0; row < labels.Length; row++)
            sum += double.CreateTruncating(z[(row * classes) + labels[row]]);
        if (labelSmoothing == 0)
            return sum;

        double all = 0;
        foreach (T value in z)
            all += double.CreateTruncating(value);
        return ((1 - labelSmoothing) * sum) + (labelSmoothing / classes * all);
    }
}
