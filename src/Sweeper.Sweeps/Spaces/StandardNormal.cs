using MathNet.Numerics;

namespace Sweeper.Sweeps.Spaces;

/// <summary>The normal distribution with mean 0 and variance 1, exact far out in its tails.</summary>
internal static class StandardNormal
{
    private const double FarLeft = -20;
    private const double Narrow = 0.25;
    private const double Flat = 0.25;

    // Less below this than a double can tell from 0 beside 1.
    private const double NothingBelow = -8.5;

    private static readonly double LogRootOfTwoPi = 0.5 * Math.Log(2 * Math.PI);
    private static readonly double RootOfHalf = Math.Sqrt(0.5);

    /// <summary>The logarithm of the density at <paramref name="x"/>.</summary>
    public static double LogDensity(double x) => (-0.5 * x * x) - LogRootOfTwoPi;

    /// <summary>The probability of a number below <paramref name="x"/>.</summary>
    public static double Below(double x) => 0.5 * SpecialFunctions.Erfc(-x * RootOfHalf);

    /// <summary>The logarithm of <see cref="Below"/>, finite for all finite <paramref name="x"/>.</summary>
    public static double LogBelow(double x)
    {
        if (x > FarLeft)
            return x > 5 ? Log1p(-Below(-x)) : Math.Log(Below(x));
        return LogDensity(x) - Math.Log(-x) + Log1p(-MillsShortfall(x));
    }

    /// <summary>
    /// The logarithm of the probability of a number between two, the second greater than the first; relatively exact to 1e-9 or
    /// better, however far they are from 0.
    /// </summary>
    public static double LogBetween(double lower, double upper)
    {
        if (upper - lower <= Narrow)
            return LogWithin((lower + upper) / 2, upper - lower);
        if (lower > 0)
            return LogBetween(-upper, -lower);
        if (upper > 0)
            return Log1p(-(lower < NothingBelow ? 0 : Below(lower)) - (-upper < NothingBelow ? 0 : Below(-upper)));
        // Both in the left half, where probabilities are small and exact.
        if (lower > FarLeft)
            return Math.Log(Below(upper) - Below(lower));
        double whole = LogBelow(upper);
        return whole + Log1p(-Math.Exp(LogBelow(lower) - whole));
    }

    /// <summary>Below which number a probability lies, 0 &lt; <paramref name="probability"/> &lt; 1.</summary>
    public static double Quantile(double probability) => -SpecialFunctions.ErfcInv(2 * probability) / RootOfHalf;

    /// <summary>
    /// What is missing to 1 of Φ(x) · −x / φ(x) far in the left tail, as a share: Abramowitz and Stegun, "Handbook of
    /// Mathematical Functions" (1964), 26.2.12. Relatively exact below −20.
    /// </summary>
    public static double MillsShortfall(double x)
    {
        double square = 1 / (x * x), term = 1, sum = 0;
        for (int i = 1; i < 12; i++)
        {
            term *= -((2 * i) - 1) * square;
            sum -= term;
        }

        return sum;
    }

    // The integral of the density over a narrow interval about z: φ(z) ∫ exp(−z t − t²/2) dt for |t| ≤ width / 2. With a = z ·
    // width / 2 and s = 2 t / width, that of exp(−a s) is 2 sinh(a) / a; the small exp(−q s²), q = width² / 8, is expanded.
    private static double LogWithin(double z, double width)
    {
        double a = Math.Abs(z) * width / 2, square = z * z, w = width * width;
        if (a <= Flat)
        {
            // By Hermite polynomials.
            double he4 = (square * (square - 6)) + 3, he6 = (square * ((square * (square - 15)) + 45)) - 15;
            double rest = w * (((square - 1) / 24) + (w * ((he4 / 1920) + (w * he6 / 322560))));
            return LogDensity(z) + Math.Log(width * (1 + rest));
        }

        // The second, fourth and sixth moment of s.
        double e = Math.Exp(-2 * a), slope = (1 + e) / (1 - e) / a, inverse = 1 / (a * a), q = w / 8;
        double second = 1 - (2 * slope) + (2 * inverse), fourth = 1 - (4 * slope) + (12 * inverse * second);
        double sixth = 1 - (6 * slope) + (30 * inverse * fourth);
        double lost = q * (second - (q / 2 * (fourth - (q / 3 * sixth))));
        return LogDensity(z) + a + Math.Log(width * (1 - e) / (2 * a) * (1 - lost));
    }

    /// <summary>ln(1 + x), exact for small <paramref name="x"/>: W. Kahan's formula.</summary>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
