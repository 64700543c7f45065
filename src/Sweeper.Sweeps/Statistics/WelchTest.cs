namespace Sweeper.Sweeps.Statistics;

/// <summary>
/// Whether two means differ, without assuming that what they are means of varies alike: B. L. Welch, "The Generalization of
/// 'Student's' Problem when Several Different Population Variances Are Involved" (1947), with the degrees of freedom of
/// F. E. Satterthwaite, "An Approximate Distribution of Estimates of Variance Components" (1946).
/// </summary>
public static class WelchTest
{
    /// <summary>
    /// The two-sided probability of means at least as far apart when there is no difference, 0 … 1; null where it cannot be
    /// tested, because one of the samples is a single measurement or not finite. Two samples that do not vary at all differ (0)
    /// or are the same (1) by their values.
    /// </summary>
    public static double? Probability(SampleSummary first, SampleSummary second) =>
        MeanComparison.Welch(first, second)?.Probability;
}
