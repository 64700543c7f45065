namespace Sweeper.Sweeps.Attachments;

/// <summary>How well one class is told from the others.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Actual">How many examples are of the class.</param>
/// <param name="Predicted">How many were taken for it.</param>
/// <param name="Precision">The share of those taken for it that are of it, 0 … 1; null where none was.</param>
/// <param name="Recall">The share of those of it that were taken for it, 0 … 1; null where there is none.</param>
/// <param name="F1">The harmonic mean of both, 0 … 1; null where nothing is of it or was taken for it.</param>
public sealed record ClassScore(string Class, long Actual, long Predicted, double? Precision, double? Recall, double? F1)
{
    /// <summary>The scores of each class, in the order of the matrix.</summary>
    public static IEnumerable<ClassScore> Of(ConfusionMatrix matrix) => matrix.Classes.Select((name, index) =>
    {
        long hits = matrix.Counts[index][index];
        long actual = matrix.Counts[index].Sum(n => (long)n);
        long predicted = matrix.Counts.Sum(row => (long)row[index]);
        return new ClassScore(name, actual, predicted, Share(hits, predicted), Share(hits, actual), Share(2 * hits, actual + predicted));
    });

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
