using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Data;

/// <summary>
/// The confusion matrices of the best trials for the script: the classes once, and the counts of each trial, row after row.
/// </summary>
internal static class ConfusionData
{
    public static void Write(Utf8JsonWriter json, ImmutableSortedDictionary<int, ConfusionMatrix> matrices)
    {
        if (matrices.IsEmpty)
            return;
        ConfusionMatrix first = matrices.First().Value;
        json.WriteStartObject("confusion");
        json.WriteString("subset", first.Subset);
        json.WriteTexts("classes", first.Classes);
        json.WriteStartObject("counts");
        foreach ((int trial, ConfusionMatrix matrix) in matrices)
            json.WriteIntegers(trial.ToString(CultureInfo.InvariantCulture),
                matrix.Counts.SelectMany(row => row).Select(n => (long?)n));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The matrices of the best trials, by trial: those over the same classes that fit a picture.</summary>
    /// <param name="trials">The best trials, the best first.</param>
    /// <param name="read">Gives what there is of a trial.</param>
    public static ImmutableSortedDictionary<int, ConfusionMatrix> Read(IEnumerable<int> trials,
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
}
