using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Classifier;

/// <summary>
/// Shows a confusion matrix: counts and row shares; only errors are coloured, so that they stand out however rare they are.
/// </summary>
public static class ConfusionFigure
{
    /// <summary>More classes than this do not fit a picture.</summary>
    public const int MostClasses = 30;

    /// <summary>The matrix as a heatmap; null when it has more than <see cref="MostClasses"/> classes.</summary>
    public static HeatmapChart? Of(ConfusionMatrix matrix, int trial)
    {
        if (matrix.Classes.Length > MostClasses)
            return null;

        ImmutableArray<long> totals = [.. matrix.Counts.Select(r => r.Sum(n => (long)n))];
        double worst = Pairs(matrix).Select(p => p.Share).DefaultIfEmpty(0).Max();
        return new HeatmapChart
        {
            Title = "Confusion matrix",
            Description = $"Counts of the {matrix.Subset} set by true and predicted class for trial {Numbers.Count(trial)}; "
                + $"{Numbers.Percent(Accuracy(matrix))} lie on the diagonal.",
            CellMeaning = "count and share of the true class",
            RowTitle = "True class",
            ColumnTitle = "Predicted class",
            Rows = matrix.Classes,
            Columns = matrix.Classes,
            Cells = [.. Enumerable.Range(0, totals.Length).Select(r => Row(matrix, r, totals[r]))],
            // Without errors it ends where it could at most, so that nothing is coloured.
            Scale = new ColorScale
            {
                Title = "Share of the true class that was misread (%)",
                Low = 0,
                High = worst == 0 ? 1 : worst,
                Unit = AxisUnit.Percent,
                Ramp = ColorRamp.Amount,
            },
        };
    }

    /// <summary>The confused pairs, the most frequent first; equal ones in the order of the classes.</summary>
    public static ImmutableArray<ConfusedPair> Pairs(ConfusionMatrix matrix) =>
    [
        .. from row in Enumerable.Range(0, matrix.Classes.Length)
           let total = matrix.Counts[row].Sum(n => (long)n)
           from column in Enumerable.Range(0, matrix.Classes.Length)
           let count = matrix.Counts[row][column]
           where row != column && count > 0
           orderby count descending
           select new ConfusedPair(matrix.Classes[row], matrix.Classes[column], count, (double)count / total),
    ];

    /// <summary>The share of examples on the diagonal; NaN when there is none at all.</summary>
    public static double Accuracy(ConfusionMatrix matrix)
    {
        double total = matrix.Counts.Sum(r => r.Sum(n => (double)n));
        return matrix.Counts.Select((r, i) => (double)r[i]).Sum() / total;
    }

    private static ImmutableArray<HeatmapCell> Row(ConfusionMatrix matrix, int row, long total) =>
        [.. matrix.Counts[row].Select((count, column) => Cell(matrix, row, column, count, total))];

    private static HeatmapCell Cell(ConfusionMatrix matrix, int row, int column, int count, long total)
    {
        double share = total == 0 ? 0 : (double)count / total;
        string percent = Numbers.Percent(share, 1);
        return new HeatmapCell
        {
            Kind = row == column ? HeatmapCellKind.Reference : HeatmapCellKind.Value,
            Value = row == column ? double.NaN : share,
            Label = count == 0 && row != column ? "" : Numbers.Count(count),
            Detail = count == 0 ? "" : percent,
            Description = $"{matrix.Classes[row]} read as {matrix.Classes[column]}: "
                + $"{Numbers.Count(count)} of {Numbers.Count(total)} ({percent})",
        };
    }
}

/// <summary>How often one class was taken for another.</summary>
/// <param name="Actual">The class it was.</param>
/// <param name="Predicted">The class it was read as.</param>
/// <param name="Count">How often.</param>
/// <param name="Share">The share of all examples of the actual class, 0 … 1.</param>
public sealed record ConfusedPair(string Actual, string Predicted, int Count, double Share);
