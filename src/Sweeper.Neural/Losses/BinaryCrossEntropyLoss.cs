using System.Numerics;
using Sweeper.Neural.Kernels;

namespace Sweeper.Neural.Losses;

/// <summary>
/// Each class is a yes-or-no question answered by σ(z_j); the loss of an example is the sum over its classes of
/// −log of the probability given to the right answer: Σ log(1 + e^(z_j)) − z_y. Derivative: (σ(z) − one-hot(y)) / rows.
/// (Goodfellow, Bengio and Courville 2016, Deep Learning, §6.2.2.2.) Some systems print the mean over the classes instead: a tenth of it for ten classes.
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
        T share = T.One / T.CreateTruncating(labels.Length);
        double linear = 0, logarithms = 0, product = 1;
        for (int i = 0; i < logits.Length; i++)
        {
            T z = logits[i], e = gradient[i], scaled = share / (T.One + e);
            bool positive = z > T.Zero;
            gradient[i] = positive ? scaled : e * scaled;
            linear += positive ? double.CreateTruncating(z) : 0;

            // One logarithm of a product instead of many: log a + log b = log ab.
            product *= 1 + double.CreateTruncating(e);
            if (i % FactorsPerLogarithm == FactorsPerLogarithm - 1)
            {
                logarithms += Math.Log(product);
                product = 1;
            }
        }

        for (int row = 0; row < labels.Length; row++)
        {
            int target = (row * classes) + labels[row];
            linear -= double.CreateTruncating(logits[target]);
            gradient[target] -= share;
        }

        return linear + logarithms + Math.Log(product);
    }
}
