using System.Collections.Immutable;
using System.Text.Json;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Classifier;

/// <summary>A trial's confusion matrix as it was found in the store.</summary>
/// <param name="Matrix">The matrix; null when the attachment is not a well-formed one.</param>
public sealed record ConfusionReading(ConfusionMatrix? Matrix)
{
    /// <summary>Reads the matrix of a trial; null when it has none.</summary>
    public static ConfusionReading? Of(ISweepReader reader, SweepRecord sweep, int trial)
    {
        byte[]? content = reader.ReadAttachment(sweep, trial, ConfusionMatrix.AttachmentName);
        if (content is null)
            return null;

        try
        {
            ConfusionMatrix matrix = ConfusionMatrix.FromJson(content);
            return new ConfusionReading(IsWellFormed(matrix) ? matrix : null);
        }
        catch (JsonException)
        {
            return new ConfusionReading((ConfusionMatrix?)null);
        }
    }

    /// <summary>The matrices of the best trials, by trial: those over the same classes that fit a picture.</summary>
    /// <param name="trials">The best trials, the best first.</param>
    /// <param name="read">Gives what there is of a trial.</param>
    public static ImmutableSortedDictionary<int, ConfusionMatrix> OfBest(IEnumerable<int> trials,
        Func<int, ConfusionReading?> read)
    {
        var matrices = ImmutableSortedDictionary.CreateBuilder<int, ConfusionMatrix>();
        ConfusionMatrix? first = null;
        foreach (int trial in trials)
        {
            if (read(trial)?.Matrix is not ConfusionMatrix matrix || matrix.Classes.Length > ConfusionFigure.MostClasses)
                continue;
            first ??= matrix;
            if (matrix.Classes.SequenceEqual(first.Classes) && matrix.Subset == first.Subset)
                matrices.Add(trial, matrix);
        }

        return matrices.ToImmutable();
    }

    private static bool IsWellFormed(ConfusionMatrix matrix) =>
        !matrix.Classes.IsDefaultOrEmpty
        && !matrix.Counts.IsDefault
        && matrix.Subset is not null
        && matrix.Counts.Length == matrix.Classes.Length
        && matrix.Classes.All(c => c is not null)
        && matrix.Counts.All(r => !r.IsDefault && r.Length == matrix.Classes.Length && r.All(n => n >= 0));
}
