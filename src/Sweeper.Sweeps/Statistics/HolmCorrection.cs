using System.Collections.Immutable;

namespace Sweeper.Sweeps.Statistics;

/// <summary>
/// Corrects the probabilities of several tests, so that among all of them the chance to find a difference where there is none
/// stays within the level: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure" (1979).
/// </summary>
public static class HolmCorrection
{
    /// <summary>
    /// The corrected probabilities, in the order given: the k-th smallest of n times n − k + 1, at most 1, and none less than
    /// that of a smaller one.
    /// </summary>
    /// <param name="probabilities">Each 0 … 1.</param>
    public static ImmutableArray<double> Correct(IReadOnlyList<double> probabilities)
    {
        var corrected = new double[probabilities.Count];
        double least = 0;
        int left = probabilities.Count;
        foreach (int index in Enumerable.Range(0, probabilities.Count).OrderBy(i => probabilities[i]))
        {
            least = Math.Max(least, Math.Min(1, probabilities[index] * left--));
            corrected[index] = least;
        }

        return [.. corrected];
    }
}
