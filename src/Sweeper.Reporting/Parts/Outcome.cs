using System.Globalization;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Parts;

/// <summary>Says in sentences how a sweep came out.</summary>
internal static class Outcome
{
    private const int MostNumbered = 10;

    /// <summary>
    /// How many trials ended how: <c>24 trials: 21 completed, 8 of them stopped early, 2 diverged, 1 failed</c>.
    /// </summary>
    public static string Trials(SweepSnapshot snapshot)
    {
        int count = snapshot.Trials.Length;
        string head = Numbers.Count(count, "trial");
        IEnumerable<string> states = snapshot.Trials
            .CountBy(t => t.State)
            .OrderBy(s => s.Key == TrialState.Completed ? 0 : 1 + (int)s.Key)
            .Select(s => State(snapshot, s.Key, s.Value));
        return count == 0 ? "no trials" : $"{head}: {string.Join(", ", states)}";
    }

    /// <summary>The values of the swept hyperparameters: <c>architecture 128-64, learning_rate 0.1</c>.</summary>
    public static string Values(SweepSnapshot snapshot, TrialRecord trial)
    {
        IEnumerable<string> values = snapshot.Scales
            .Where(s => trial.Values.Find(s.Name) is not null)
            .Select(s => $"{s.Name} {s.Label(trial.Values[s.Name])}");
        return string.Join(", ", values);
    }

    /// <summary>Numbers of trials in a sentence, the first few of many: <c>3, 5 and 8</c>.</summary>
    public static string Numbered(IReadOnlyCollection<int> trials)
    {
        string[] shown = [.. trials.Take(MostNumbered).Select(t => FormattableString.Invariant($"{t}"))];
        if (trials.Count > shown.Length)
            return $"{string.Join(", ", shown)} and {Numbers.Count(trials.Count - shown.Length)} more";
        return shown.Length < 2 ? string.Concat(shown) : $"{string.Join(", ", shown[..^1])} and {shown[^1]}";
    }

    /// <summary>
    /// Whether the best settings can be told apart, as a sentence after another one; empty when nothing can be said of that.
    /// </summary>
    public static string Tied(CellLeaderboard cells)
    {
        if (!cells.HasRepeats || cells.Best is not CellEntry best || best.Cell.Objective!.Count < 2)
            return "";
        int tested = cells.Entries.Count(e => e.Standing is CellStanding.Tied or CellStanding.Worse);
        return (cells.TiedFromTop, tested) switch
        {
            (_, 0) => "",
            (1, _) when cells.TiedForBest > 1 => " Settings further down whose repeats vary more cannot be told from the best.",
            (1, _) => " The best setting is better than every other that was repeated.",
            (int top, _) when top == cells.Entries.Count(e => e.Rank is not null) => " No setting can be told from the best.",
            (int top, _) => $" The top {Numbers.Count(top)} settings cannot be told apart.",
        };
    }

    /// <summary>That the best trial was pruned, and how to train it to its end, as sentences with a blank behind.</summary>
    public static string Unfinished(SweepRecord sweep, TrialRecord trial)
    {
        string planned = trial.PlannedEpochs < 0 ? "" : FormattableString.Invariant($" of {trial.PlannedEpochs}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"It was pruned after epoch {trial.LastEpoch}{planned}, so it was not trained to its end; "
            + $"“sweeper finish {sweep.Reference.Exact}/{trial.Number}” does so. ");
    }

    /// <summary>
    /// Why the epoch that stands for a trial is not the one with its best objective, as a sentence; null where it is.
    /// </summary>
    public static string? EpochChoice(SweepSnapshot snapshot, TrialRecord trial)
    {
        string metric = snapshot.Sweep.Objective.Metric;
        if (snapshot.Sweep.EarlyStopping is not { RestoreBest: true } stopping || stopping.Monitor == metric
            || trial.Objective is not double own || !snapshot.Epochs.TryGetValue(trial.Number, out var epochs))
            return null;
        Goal goal = snapshot.Sweep.Objective.Goal;
        EpochMetrics[] better = [.. epochs.Where(e => e.Find(metric) is double value && goal.IsBetter(value, own))];
        if (better.Length == 0)
            return null;
        bool isHigh = goal == Goal.Maximize;
        EpochMetrics best = isHigh ? better.MaxBy(e => e.Find(metric))! : better.MinBy(e => e.Find(metric))!;
        string words = MetricName.Parse(metric).Words, extreme = stopping.Goal == Goal.Maximize ? "highest" : "lowest";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Epoch {trial.BestEpoch} stands for it, as it has the {extreme} {MetricName.Parse(stopping.Monitor).Words}, "
            + $"by which early stopping chooses; the {(isHigh ? "highest" : "lowest")} {words}, "
            + $"{snapshot.Formats.Format(metric, best.Find(metric))}, was at epoch {best.Epoch}.");
    }

    /// <summary>How a trial ended, in a word or two.</summary>
    public static string StateWords(TrialRecord trial) => StoppedEarly(trial) ? "stopped early" : trial.State.Name();

    /// <summary>Whether a trial completed before its last planned epoch.</summary>
    public static bool StoppedEarly(TrialRecord trial) =>
        trial.State == TrialState.Completed && trial.LastEpoch < trial.PlannedEpochs;

    /// <summary>Warnings that belong before any number: the choice was made on the test set.</summary>
    public static IEnumerable<string> Cautions(SweepRecord sweep)
    {
        if (IsTest(sweep.Objective.Metric))
        {
            yield return $"The trials are ranked by {sweep.Objective.Metric}: the best one was chosen on the test set, so its "
                + "test figures are too good to be an estimate of how it does on new data. Rank by a validation metric to get "
                + "one.";
        }

        if (sweep.EarlyStopping is EarlyStopping stopping && IsTest(stopping.Monitor))
        {
            yield return $"Early stopping watched {stopping.Monitor}: the epoch that stands for each trial was chosen on the "
                + "test set, so its test figures are too good to be an estimate of how it does on new data.";
        }
    }

    /// <summary>A moment to the minute, in UTC so that it reads the same everywhere.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static bool IsTest(string metric) => metric.StartsWith("test_", StringComparison.Ordinal);

    private static string State(SweepSnapshot snapshot, TrialState state, int count)
    {
        string text = $"{Numbers.Count(count)} {state.Name()}";
        int early = state == TrialState.Completed ? snapshot.Trials.Count(StoppedEarly) : 0;
        return early == 0 ? text : $"{text} ({Numbers.Count(early)} stopped early)";
    }
}
