using System.Globalization;
using Sweeper.Experiments.Training;

namespace Sweeper.Cli.Tables;

/// <summary>A row for each image: the three likeliest classes, and the probability of every class.</summary>
internal static class PredictionTable
{
    public static ResultTable Create(SavedNetwork network, IReadOnlyList<PredictedPicture> pictures) => new(
        [
            new("image"), new("row"), new("prediction"), new("probability", Percent),
            new("second"), new("second_probability", Percent), new("third"), new("third_probability", Percent),
            .. network.ClassNames.Select(name => new TableColumn($"probability_{name}", Percent)),
        ],
        [.. pictures.Select(p => Row(network, p))]);

    /// <summary>Without the columns for every class.</summary>
    public static ResultTable ForPeople(SavedNetwork network, IReadOnlyList<PredictedPicture> pictures)
    {
        ResultTable table = Create(network, pictures);
        return table.WithColumns(table.Columns.Take(8).Select(c => c.Name));
    }

    public static string Percent(object probability) => string.Create(CultureInfo.InvariantCulture, $"{Convert.ToDouble(probability, CultureInfo.InvariantCulture) * 100:0.0} %");

    private static object?[] Row(SavedNetwork network, PredictedPicture picture)
    {
        int[] ranked = [.. picture.Ranked.Take(3)];
        object?[] top = [.. Enumerable.Range(0, 3).SelectMany(i => i < ranked.Length
            ? new object?[] { network.ClassNames[ranked[i]], (double)picture.Probabilities[ranked[i]] }
            : [null, null])];
        return [picture.File, picture.Row, .. top, .. picture.Probabilities.Select(p => (object?)(double)p)];
    }
}
