using System.Globalization;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;
using Sweeper.Training.SavedModels;

namespace Sweeper.Cli.Tables;

/// <summary>Several models by themselves, and together in the last row.</summary>
internal static class EnsembleTable
{
    public static ResultTable Create(SweepRecord sweep, IReadOnlyList<int> trials, ModelEnsemble ensemble)
    {
        double first = ensemble.Members[0].Accuracy, gain = ensemble.Accuracy - first;
        List<object?[]> rows =
        [
            .. trials.Select((trial, i) =>
                new object?[] { FormattableString.Invariant($"{sweep.Reference}/{trial}"), ensemble.Members[i].Accuracy, null }),
            [string.Create(CultureInfo.InvariantCulture, $"all {trials.Count} together"), ensemble.Accuracy, gain],
        ];
        return new ResultTable(
            [new("model"), new("test_accuracy", v => TrialText.Metric("test_accuracy", (double)v)),
                new("gain", v => Points((double)v))], rows)
        {
            MarkedRow = rows.Count - 1,
            Note = Note(sweep, ensemble.ToGain(trials, ensemble.Confusion.Counts.Sum(row => row.Sum()))),
        };
    }

    private static string Note(SweepRecord sweep, EnsembleGain gain)
    {
        EnsembleMember single = gain.Members.MaxBy(m => m.Accuracy);
        string best = single.Trial == gain.Members[0].Trial
            ? ", which also does best of them on the test set by itself"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"; over {sweep.Reference}/{single.Trial}, which does best of them on the test set by itself, "
                + $"it is {Points(gain.GainOverBestSingle)}");
        return $"The gain is over the best trial by {sweep.Objective.Metric}, the first row{best}.";
    }

    private static string Points(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share * 100:+0.00;-0.00;0.00} points");
}
