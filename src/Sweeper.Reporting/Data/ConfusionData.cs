using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
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
}
