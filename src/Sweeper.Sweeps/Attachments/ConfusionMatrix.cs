using System.Collections.Immutable;
using System.Text.Json;

namespace Sweeper.Sweeps.Attachments;

/// <summary>
/// How often each class was predicted as each class; the attachment <c>confusion_matrix</c> of a classifier's trial.
/// </summary>
public sealed record ConfusionMatrix
{
    /// <summary>The name of the attachment.</summary>
    public const string AttachmentName = "confusion_matrix";

    /// <summary>The name of each class.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>Counts: [true class][predicted class], both in the order of <see cref="Classes"/>.</summary>
    public required ImmutableArray<ImmutableArray<int>> Counts { get; init; }

    /// <summary>What was classified, such as <c>test</c>.</summary>
    public required string Subset { get; init; }

    /// <summary>Reads a matrix from the content of an attachment.</summary>
    /// <exception cref="JsonException">The content is not a confusion matrix.</exception>
    public static ConfusionMatrix FromJson(ReadOnlySpan<byte> json) =>
        TrialAttachment.ReadJson<ConfusionMatrix>(json, "The confusion matrix is null.");

    /// <summary>The matrix as an attachment, stored in the database.</summary>
    public TrialAttachment ToAttachment() => TrialAttachment.OfJson(AttachmentName, this);
}

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
        return new ClassScore(
            name, actual, predicted, Share(hits, predicted), Share(hits, actual), Share(2 * hits, actual + predicted));
    });

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
