using System.Globalization;
using System.Text.RegularExpressions;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Parts;

/// <summary>How finely an accuracy was measured: it was counted over some images, and so moves in steps and by chance.</summary>
internal static partial class Resolution
{
    /// <summary>
    /// What one image is worth and, where settings were trained once, how far chance alone moves the best; empty where the
    /// objective is no accuracy within 0 … 1 or it is not recorded over how many images it was counted.
    /// </summary>
    public static string Sentence(SweepSnapshot snapshot)
    {
        string metric = snapshot.Sweep.Objective.Metric;
        if (snapshot.Best is not TrialRecord best || snapshot.Formats.UnitOf(metric) != AxisUnit.Percent
            || Images(snapshot) is not int images)
            return "";
        double points = 100.0 / images;
        string step = $"one of the {Numbers.Count(images)} {MetricName.Parse(metric).Subset} images is "
            + $"{Numbers.Significant(points, 3)} {(points == 1 ? "point" : "points")}";
        if (snapshot.Cells.HasRepeats || IntervalOfBest(snapshot) is not ConfidenceInterval interval)
            return $"{MetricName.Capital(step)}.";
        int others = snapshot.Entries.Count(e => e.Rank is not null && e.Trial.Number != best.Number
            && e.Trial.Objective >= interval.Lower && e.Trial.Objective <= interval.Upper);
        string within = others == 0
            ? ""
            : $" {Numbers.Count(others, "other trial")} {(others == 1 ? "lies" : "lie")} within it.";
        return $"Measured once: {step}, and the 95 % interval of {snapshot.Formats.Format(metric, best.Objective)} is "
            + $"{snapshot.Formats.Format(metric, interval)}.{within}";
    }

    /// <summary>
    /// The 95 % interval of the accuracy of the best trial, as it was counted over so many images; null where that is not known,
    /// or the objective no share.
    /// </summary>
    public static ConfidenceInterval? IntervalOfBest(SweepSnapshot snapshot) =>
        snapshot.Best?.Objective is >= 0 and <= 1 and double share
        && snapshot.Formats.UnitOf(snapshot.Sweep.Objective.Metric) == AxisUnit.Percent && Images(snapshot) is int images
            ? BinomialInterval.Of(share, images)
            : null;

    private static int? Images(SweepSnapshot snapshot)
    {
        string? subset = MetricName.Parse(snapshot.Sweep.Objective.Metric).Subset;
        if (snapshot.Confusion?.Matrix is { } matrix && matrix.Subset == subset)
            return (int)matrix.Counts.Sum(row => row.Sum());
        string? fact = snapshot.Sweep.Facts.FirstOrDefault(f => f.Key == subset).Value;
        if (fact is null)
            return null;
        if (Count(Counted().Match(fact)) is int counted)
            return counted;
        int? train = snapshot.Sweep.Facts.Where(f => f.Key is "images" or "dataset").Select(f => Count(Trained().Match(f.Value)))
            .FirstOrDefault(c => c is not null);
        if (Count(Folds().Match(fact)) is int folds)
            return train / folds;
        return Share().Match(fact) is { Success: true } match
            && double.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out double share)
            ? (int?)Math.Round(share * train ?? 0) is > 0 and int held ? held : null
            : null;
    }

    private static int? Count(Match match) =>
        match.Success
            && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out int count)
            && count > 0
            ? count
            : null;

    [GeneratedRegex(@"^([\d,]+) images? held out")]
    private static partial Regex Counted();

    [GeneratedRegex(@"(?:^|: )([\d,]+) train\b")]
    private static partial Regex Trained();

    [GeneratedRegex(@"^(\d+) folds of the training set")]
    private static partial Regex Folds();

    [GeneratedRegex(@"^(0?\.\d+) of the training set held out")]
    private static partial Regex Share();
}
