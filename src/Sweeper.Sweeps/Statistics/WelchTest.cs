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
    public static double? Probability(SampleSummary first, SampleSummary second)
    {
        if (first.StandardError is not double firstError || second.StandardError is not double secondError)
            return null;

        double difference = first.Mean - second.Mean;
        double error = double.Hypot(firstError, secondError);
        if (error == 0)
            return difference == 0 ? 1 : 0;

        // In shares of the whole, as the fourth powers of small errors would vanish.
        double share = firstError / error * (firstError / error);
        double degreesOfFreedom = 1 / ((share * share / (first.Count - 1)) + ((1 - share) * (1 - share) / (second.Count - 1)));
        return StudentDistribution.TwoSidedProbability(difference / error, degreesOfFreedom);
    }
}
