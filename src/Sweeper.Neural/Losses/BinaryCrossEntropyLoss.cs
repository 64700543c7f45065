using System.Numerics;
using Sweeper.Neural.Kernels.Operations;

namespace Sweeper.Neural.Losses;

/// <summary>
/// Each class is a yes-or-no question answered by σ(z_j); the loss of an example is the sum over its classes of −log of the
/// probability given to the right answer: Σ log(1 + e^(z_j)) − z_y. Derivative: (σ(z) − one-hot(y)) / rows. (Goodfellow, Bengio
/// and Courville 2016, Deep Learning, §6.2.2.2.) Some systems print the mean over the classes instead: a tenth of it for ten
/// classes.
/// </summary>
internal sealed class BinaryCrossEntropyLoss<T> : ILoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Each factor is at most 2, so a product of this many is far from overflow.
    private const int FactorsPerLogarithm = 512;

    public double Evaluate(ReadOnlySpan<T> logits, ReadOnlySpan<byte> labels, Span<T> gradient, int classes)
    {
        // With e = e^(−|z|): log(1 + e^z) = max(z, 0) + log(1 + e), and σ(z) = 1 / (1 + e) or e / (1 + e).
        Elementwise.Apply(default(ExpMinusAbsoluteOperation<T>), logits, gradient);
        double loss = 0;
        for (int start = 0; start < logits.Length; start += FactorsPerLogarithm)
        {
            int length = Math.Min(FactorsPerLogarithm, logits.Length - start);
            loss += Sum(logits.Slice(start, length), gradient.Slice(start, length));
        }

        T share = T.One / T.CreateTruncating(labels.Length);
        Elementwise.Update(new SigmoidFromExpOperation<T>(share), logits, gradient);
        for (int row = 0; row < labels.Length; row++)
        {
            int target = (row * classes) + labels[row];
            loss -= double.CreateTruncating(logits[target]);
            gradient[target] -= share;
        }

        return loss;
    }

    /// <summary>Σ max(z, 0) + log(1 + e), with one logarithm of a product instead of many, as log a + log b = log ab.</summary>
    private static double Sum(ReadOnlySpan<T> logits, ReadOnlySpan<T> exponentials)
    {
        // Two chains of products and sums, so that one need not wait for the other.
        double even = 1, odd = 1, evenSum = 0, oddSum = 0;
        int i = 0;
        for (; i < logits.Length - 1; i += 2)
        {
            even *= 1 + double.CreateTruncating(exponentials[i]);
            odd *= 1 + double.CreateTruncating(exponentials[i + 1]);
            evenSum += double.CreateTruncating(T.Max(logits[i], T.Zero));
            oddSum += double.CreateTruncating(T.Max(logits[i + 1], T.Zero));
        }

        if (i < logits.Length)
        {
            even *= 1 + double.CreateTruncating(exponentials[i]);
            evenSum += double.CreateTruncating(T.Max(logits[i], T.Zero));
        }

        return evenSum + oddSum + Math.Log(even * odd);
    }
}
