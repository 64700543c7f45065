using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace Sweeper.Sweeps.Statistics;

/// <summary>How means are compared.</summary>
public enum MeanTest
{
    /// <summary>
    /// Student's paired test: the difference of each repeat or fold that both have in common, so that what it makes hard or easy
    /// for both cancels out.
    /// </summary>
    Paired,

    /// <summary>
    /// The same where the samples vary alike: what is left of every measurement when the means of its sample and of its repeat
    /// or fold are taken out is pooled (a randomised block design).
    /// </summary>
    Blocked,

    /// <summary>The same where they do not, with the variance of what is left of each as in <see cref="Moderated"/>.</summary>
    ModeratedBlocked,

    /// <summary>Student's test with the variance of all samples pooled.</summary>
    Pooled,

    /// <summary>
    /// Each sample has a variance of its own that is drawn toward those of all: <see cref="ModeratedVariances"/>.
    /// </summary>
    Moderated,

    /// <summary><see cref="WelchTest"/>: each sample has a variance of its own.</summary>
    Welch,
}

/// <summary>
/// Compares the first of several samples with each of the others: paired where all share their repeats. In either case the
/// variance is pooled where the samples vary no more differently than chance makes them, so that of samples of three, pooling
/// fifteen gives 30 degrees of freedom instead of 2 to 4. Else five and more have variances drawn toward each other; fewer are
/// pooled unless a test finds that they differ (M. S. Bartlett, "Properties of Sufficiency and Statistical Tests", 1937), and
/// then each has its own.
/// </summary>
public sealed class MeanComparison
{
    /// <summary>The level of all tests.</summary>
    internal const double Level = 0.05;

    private readonly ImmutableArray<MeanDifference?> _differences;

    private MeanComparison(MeanTest test, IEnumerable<MeanDifference?> differences) =>
        (Test, _differences) = (test, [.. differences]);

    /// <summary>How they were compared.</summary>
    public MeanTest Test { get; }

    /// <summary>The difference of the first and another; null where either is a single measurement or not finite.</summary>
    /// <param name="index">Its place, from 1.</param>
    public MeanDifference? this[int index] => _differences[index - 1];

    /// <summary>
    /// The probability of each difference, corrected for the first sample having been chosen as the best of all by the same
    /// values: the least probable one is taken for one among all samples (<see cref="MeanDifference.ProbabilityAmong"/>), the
    /// next for one among all but that, and so on, and none is less than one before it. Null where there is no difference.
    /// </summary>
    public ImmutableArray<double?> Corrected()
    {
        var corrected = new double?[_differences.Length];
        (double least, int left) = (0, _differences.Count(d => d is not null) + 1);
        foreach (int index in Enumerable.Range(0, corrected.Length)
            .Where(i => _differences[i] is not null).OrderBy(i => _differences[i]!.Value.Probability))
        {
            least = Math.Max(least, _differences[index]!.Value.ProbabilityAmong(left--));
            corrected[index] = least;
        }

        return [.. corrected];
    }

    /// <summary>Compares samples that have nothing in common.</summary>
    public static MeanComparison Of(IReadOnlyList<SampleSummary> samples)
    {
        SampleSummary[] varied = [.. samples.Where(s => s.StandardDeviation is not null)];
        if (ModeratedVariances.Of(varied) is ModeratedVariances moderated)
            return new MeanComparison(MeanTest.Moderated, samples.Skip(1).Select(s => moderated.Compare(samples[0], s)));
        if (!VaryAlike(varied))
            return new MeanComparison(MeanTest.Welch, samples.Skip(1).Select(s => Welch(samples[0], s)));

        int freedom = varied.Sum(s => s.Count - 1);
        double deviation = Math.Sqrt(
            varied.Sum(s => (s.Count - 1) * s.StandardDeviation!.Value * s.StandardDeviation.Value) / Math.Max(1, freedom));
        return new MeanComparison(
            MeanTest.Pooled,
            samples.Skip(1).Select(s => samples[0].StandardDeviation is null || s.StandardDeviation is null
                ? (MeanDifference?)null
                : new MeanDifference(
                    samples[0].Mean - s.Mean, Math.Sqrt(2) * deviation,
                    deviation * Math.Sqrt((1.0 / samples[0].Count) + (1.0 / s.Count)), freedom) { HasSharedVariance = true }));
    }

    /// <summary>Compares samples whose measurements belong together, those of each key.</summary>
    /// <typeparam name="TKey">What tells the measurements of a sample apart.</typeparam>
    public static MeanComparison Paired<TKey>(IReadOnlyList<IReadOnlyDictionary<TKey, double>> samples)
        where TKey : notnull => Blocked(samples)
            ?? new(MeanTest.Paired, samples.Skip(1).Select<IReadOnlyDictionary<TKey, double>, MeanDifference?>(other =>
        {
            SampleSummary? differences = SampleSummary.Of(
                samples[0].Where(v => other.ContainsKey(v.Key)).Select(v => v.Value - other[v.Key]));
            return differences is { StandardDeviation: double deviation, StandardError: double error }
                ? new MeanDifference(differences.Mean, deviation, error, differences.Count - 1)
                : null;
        }));

    // Null for two samples, which have nothing to pool, and for a few that do not vary alike.
    private static MeanComparison? Blocked<TKey>(IReadOnlyList<IReadOnlyDictionary<TKey, double>> samples)
        where TKey : notnull
    {
        TKey[] blocks = [.. samples[0].Keys];
        if (samples.Count < 3 || blocks.Length < 2 || samples.Any(s => s.Count != blocks.Length || !blocks.All(s.ContainsKey)))
            return null;
        double[] means = [.. samples.Select(s => s.Values.Average())];
        double grand = means.Average();
        double[] blockMeans = [.. blocks.Select(b => samples.Average(o => o[b]))];

        // The means of blocks, taken from the same samples, take a share of the variance along.
        double share = Math.Sqrt(samples.Count / (samples.Count - 1.0));
        SampleSummary[] rest = [.. samples.Select((s, i) => SampleSummary.Of(blocks
            .Select((b, j) => means[i] + (share * (s[b] - means[i] - blockMeans[j] + grand))))! with { Mean = means[i] })];
        if (ModeratedVariances.Of(rest) is ModeratedVariances moderated)
            return new MeanComparison(MeanTest.ModeratedBlocked, rest.Skip(1).Select(r => moderated.Compare(rest[0], r)));
        if (!VaryAlike(rest))
            return null;
        int freedom = (samples.Count - 1) * (blocks.Length - 1);
        double deviation = Math.Sqrt(2 * rest.Average(r => r.StandardDeviation!.Value * r.StandardDeviation.Value));
        return new MeanComparison(MeanTest.Blocked, means.Skip(1).Select(m => (MeanDifference?)new MeanDifference(
            means[0] - m, deviation, deviation / Math.Sqrt(blocks.Length), freedom) { HasSharedVariance = true }));
    }

    internal static MeanDifference? Welch(SampleSummary first, SampleSummary second) =>
        first.StandardDeviation is double own && second.StandardDeviation is double other
            ? Unequal((first, own, first.Count - 1), (second, other, second.Count - 1))
            : null;

    internal static MeanDifference Unequal(
        (SampleSummary Sample, double Deviation, double Freedom) first,
        (SampleSummary Sample, double Deviation, double Freedom) second)
    {
        double own = first.Deviation / Math.Sqrt(first.Sample.Count), other = second.Deviation / Math.Sqrt(second.Sample.Count);
        double error = double.Hypot(own, other);

        // In shares of the whole, as the fourth powers of small errors would vanish.
        double share = error == 0 ? 0.5 : own / error * (own / error);
        double freedom = 1 / ((share * share / first.Freedom) + ((1 - share) * (1 - share) / second.Freedom));
        return new MeanDifference(
            first.Sample.Mean - second.Sample.Mean, double.Hypot(first.Deviation, second.Deviation), error, freedom);
    }

    // Samples without any variance among others that vary are not like them.
    private static bool VaryAlike(SampleSummary[] samples)
    {
        double[] variances = [.. samples.Select(s => s.StandardDeviation!.Value * s.StandardDeviation.Value)];
        if (samples.Length < 2 || variances.All(v => v == 0))
            return true;
        if (variances.Contains(0))
            return false;
        double freedom = samples.Sum(s => s.Count - 1.0);
        double pooled = samples.Zip(variances, (s, v) => (s.Count - 1) * v).Sum() / freedom;
        double statistic = (freedom * Math.Log(pooled)) - samples.Zip(variances, (s, v) => (s.Count - 1) * Math.Log(v)).Sum();
        double correction = 1 + ((samples.Sum(s => 1.0 / (s.Count - 1)) - (1 / freedom)) / (3 * (samples.Length - 1)));
        return 1 - ChiSquared.CDF(samples.Length - 1, Math.Max(0, statistic) / correction) >= Level;
    }
}

/// <summary>How far two means are apart, and how sure that is.</summary>
/// <param name="Difference">The first less the second.</param>
/// <param name="Deviation">The standard deviation of the difference of a single measurement of each.</param>
/// <param name="StandardError">The standard error of <paramref name="Difference"/>.</param>
/// <param name="DegreesOfFreedom">Of that estimate; at least 1.</param>
public readonly record struct MeanDifference(double Difference, double Deviation, double StandardError, double DegreesOfFreedom)
{
    private const int MostRepeats = 1000;

    // What a standard normal value exceeds once in five times.
    private const double Power = 0.8416;

    /// <summary>Whether the standard error is estimated from all samples together, and not from these two.</summary>
    public bool HasSharedVariance { get; init; }

    /// <summary>
    /// The two-sided probability of means at least as far apart when there is no difference, 0 … 1. Samples that do not vary at
    /// all differ (0) or are the same (1) by their values.
    /// </summary>
    public double Probability => StandardError == 0
        ? Difference == 0 ? 1 : 0
        : StudentDistribution.TwoSidedProbability(Difference / StandardError, DegreesOfFreedom);

    /// <summary>The 95 % confidence interval of the difference.</summary>
    public ConfidenceInterval Interval => new(Difference - SmallestAmong(2), Difference + SmallestAmong(2));

    /// <summary>
    /// The same where the first is the best of several samples, chosen by these values: with a shared variance by
    /// <see cref="StudentizedRange"/>, else the sum over all pairs, as each pair has an error of its own (C. E. Bonferroni).
    /// </summary>
    /// <param name="count">Of how many samples: at least 2.</param>
    public double ProbabilityAmong(int count) => HasSharedVariance && StandardError > 0
        ? StudentizedRange.UpperProbability(Math.Sqrt(2) * Math.Abs(Difference) / StandardError, count, DegreesOfFreedom)
        : Math.Min(1, Probability * count * (count - 1) / 2);

    /// <summary>
    /// The smallest difference that so many measurements show between the best of several and another one of them, at the level
    /// of 5 %; 0 where they do not vary.
    /// </summary>
    /// <param name="count">Of how many samples: at least 2.</param>
    public double SmallestAmong(int count)
    {
        if (StandardError == 0)
            return 0;
        MeanDifference one = this with { Difference = 1, StandardError = 1 };
        double Excess(double errors) =>
            Math.Log((one with { Difference = errors }).ProbabilityAmong(count) / MeanComparison.Level);
        double high = 4;
        while (Excess(high) > 0)
            high *= 2;
        return StandardError * Brent.FindRoot(Excess, high > 4 ? high / 2 : 0, high, 1e-8);
    }

    /// <summary>
    /// How many measurements of each would show the difference four times of five, if it is what it seems; null for more than
    /// 1,000.
    /// </summary>
    /// <param name="isPaired">Whether measurements belong together.</param>
    /// <param name="count">Of how many samples the first is the best, all measured so often: at least 2.</param>
    public int? RepeatsToShow(bool isPaired, int count)
    {
        MeanDifference seen = this;
        int samples = HasSharedVariance ? count : 2;
        bool Show(int repeats)
        {
            double error = seen.Deviation / Math.Sqrt(repeats);
            int freedom = (isPaired ? samples - 1 : samples) * (repeats - 1);
            MeanDifference then = seen with { StandardError = error, DegreesOfFreedom = freedom };
            return then.SmallestAmong(count) + (Power * error) <= Math.Abs(seen.Difference);
        }

        (int few, int enough) = (1, MostRepeats);
        if (!Show(enough))
            return null;
        while (enough - few > 1)
        {
            int middle = (few + enough) / 2;
            (few, enough) = Show(middle) ? (few, middle) : (middle, enough);
        }

        return enough;
    }
}
