using System.Numerics;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Outputs;

namespace Sweeper.Neural.Losses;

/// <summary>
/// −log of the probability that softmax gives the true class: log Σ e^(z_k) − z_y, from the logits, so that no probability
/// is rounded to 0 first. Derivative: (softmax(z) − one-hot(y)) / rows. (Goodfellow, Bengio and Courville 2016, Deep Learning, §6.2.2.3.)
/// </summary>
internal sealed class CrossEntropyLoss<T> : ILoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public double Evaluate(ReadOnlySpan<T> logits, ReadOnlySpan<byte> labels, Span<T> gradient, int classes)
    {
        logits.CopyTo(gradient);
        SoftmaxOutput<T>.SubtractRowMaxima(gradient, classes);
        double loss = 0;
        for (int row = 0; row < labels.Length; row++)
            loss -= double.CreateTruncating(gradient[(row * classes) + labels[row]]);

        Elementwise.Apply(default(ExpOperation<T>), gradient, gradient);
        T share = T.One / T.CreateTruncating(labels.Length);
        for (int row = 0; row < labels.Length; row++)
        {
            Span<T> g = gradient.Slice(row * classes, classes);
            T sum = SoftmaxOutput<T>.Sum(g);
            loss += double.CreateTruncating(T.Log(sum));
            T scale = share / sum;
            foreach (ref T value in g)
                value *= scale;
            g[labels[row]] -= share;
        }

        return loss;
    }
}
