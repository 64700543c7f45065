using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

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

    /// <summary>Student's test with the variance of all samples pooled.</summary>
    Pooled,

    /// <summary>Each sample has a variance of its own that is drawn toward those of all: <see cref="ModeratedVariances"/>.</summary>
    Moderated,

    /// <summary><see cref="WelchTest"/>: each sample has a variance of its own.</summary>
    Welch,
}

/// <summary>
/// Compares the first of several samples with each of the others: paired where all share their repeats; in either case with pooled
/// variance unless the variances are found to differ (M. S. Bartlett, "Properties of Sufficiency and Statistical Tests", 1937).
/// Then samples that share nothing have variances drawn toward each other where there are enough of them, and else each its own.
/// Of samples of three, pooling fifteen gives 30 degrees of freedom instead of 2 to 4.
/// </summary>
public sealed class MeanComparison
{
    private const double Level = 0.05;
    private readonly ImmutableArray<MeanDifference?> _differences;

    private MeanComparison(MeanTest test, IEnumerable<MeanDifference?> differences) =>
        (Test, _differences) = (test, [.. differences]);

    /// <summary>How they were compared.</summary>
    public MeanTest Test { get; }

    /// <summary>The difference of the first and another; null where either is a single measurement or not finite.</summary>
    /// <param name="index">Its place, from 1.</param>
    public MeanDifference? this[int index] => _differences[index - 1];

    /// <summary>Compares samples that have nothing in common.</summary>
    public static MeanComparison Of(IReadOnlyList<SampleSummary> samples)
    {
        SampleSummary[] varied = [.. samples.Where(s => s.StandardDeviation is not null)];
        if (!VaryAlike(varied))
        {
            return ModeratedVariances.Of(varied) is ModeratedVariances moderated
                ? new MeanComparison(MeanTest.Moderated, samples.Skip(1).Select(s => moderated.Compare(samples[0], s)))
                : new MeanComparison(MeanTest.Welch, samples.Skip(1).Select(s => Welch(samples[0], s)));
        }

        int freedom = varied.Sum(s => s.Count - 1);
        double deviation = Math.Sqrt(
            varied.Sum(s => (s.Count - 1) * s.StandardDeviation!.Value * s.StandardDeviation.Value) / Math.Max(1, freedom));
        return new MeanComparison(
            MeanTest.Pooled,
            samples.Skip(1).Select(s => samples[0].StandardDeviation is null || s.StandardDeviation is null
                ? (MeanDifference?)null
                : new MeanDifference(
                    samples[0].Mean - s.Mean, Math.Sqrt(2) * deviation,
                    deviation * Math.Sqrt((1.0 / samples[0].Count) + (1.0 / s.Count)), freedom)));
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

    // Null for two samples, which have nothing to pool, and for those that do not vary alike.
    private static MeanComparison? Blocked<TKey>(IReadOnlyList<IReadOnlyDictionary<TKey, double>> samples)
        where TKey : notnull
    {
        TKey[] blocks = [.. samples[0].Keys];
        if (samples.Count < 3 || blocks.Length < 2 || samples.Any(s => s.Count != blocks.Length || !blocks.All(s.ContainsKey)))
            return null;
        double[] means = [.. samples.Select(s => s.Values.Average())];
        double grand = means.Average();
        double[] blockMeans = [.. blocks.Select(b => samples.Average(o => o[b]))];
        double[][] rest = [.. samples.Select((s, i) => blocks
            .Select((b, j) => s[b] - means[i] - blockMeans[j] + grand).ToArray())];
        if (!VaryAlike([.. rest.Select(r => SampleSummary.Of(r)!)]))
            return null;
        int freedom = (samples.Count - 1) * (blocks.Length - 1);
        double deviation = Math.Sqrt(2 * rest.Sum(r => r.Sum(v => v * v)) / freedom);
        return new MeanComparison(MeanTest.Blocked, means.Skip(1).Select(m =>
            (MeanDifference?)new MeanDifference(means[0] - m, deviation, deviation / Math.Sqrt(blocks.Length), freedom)));
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
        return 1 - ChiSquared.CDF(samples.Length - 1, statistic / correction) >= Level;
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

    /// <summary>
    /// The two-sided probability of means at least as far apart when there is no difference, 0 … 1. Samples that do not vary at
    /// all differ (0) or are the same (1) by their values.
    /// </summary>
    public double Probability => StandardError == 0
        ? Difference == 0 ? 1 : 0
        : StudentDistribution.TwoSidedProbability(Difference / StandardError, DegreesOfFreedom);

    /// <summary>The 95 % confidence interval of the difference.</summary>
    public ConfidenceInterval Interval => new(Difference - Smallest, Difference + Smallest);

    /// <summary>The smallest difference that so many measurements show, at the level of 5 % and without correction.</summary>
    public double Smallest => StandardError * StudentDistribution.TwoSidedBound(SampleSummary.Confidence, DegreesOfFreedom);

    /// <summary>
    /// How many measurements of each would show the difference four times of five, if it is what it seems; null for more than
    /// 1,000.
    /// </summary>
    public int? RepeatsToShow(bool isPaired)
    {
        for (int count = 2; count <= MostRepeats; count++)
        {
            double bound = StudentDistribution.TwoSidedBound(SampleSummary.Confidence, isPaired ? count - 1 : 2 * (count - 1));
            if ((bound + Power) * Deviation / Math.Sqrt(count) <= Math.Abs(Difference))
                return count;
        }

        return null;
    }
}
