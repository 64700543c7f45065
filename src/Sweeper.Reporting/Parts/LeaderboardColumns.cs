using System.Collections.Immutable;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Parts;

/// <summary>Which columns the leaderboard has: those that say the same in every row are left out, and said once.</summary>
public sealed class LeaderboardColumns
{
    private readonly List<string> _constant = [];

    public LeaderboardColumns(SweepSnapshot snapshot)
    {
        ImmutableArray<TrialRecord> trials = snapshot.Trials;
        bool isRanked = !snapshot.Sweep.Objective.IsNone;
        TrialRecord[] ranked = [.. snapshot.Entries.Where(e => e.Rank is not null || !isRanked).Select(e => e.Trial)];
        string objective = snapshot.Sweep.Objective.Metric;
        int[] planned = [.. trials.Select(t => t.PlannedEpochs).Distinct().Take(2)];
        bool hasFolds = trials.Any(t => t.Fold is not null);
        ShowsObjective = !snapshot.Sweep.Objective.IsNone;
        Planned = planned is [>= 0] ? planned[0] : null;
        ShowsRepeat = snapshot.Cells.HasRepeats && (!hasFolds || trials.Any(t => t.Repeat > 1));
        ShowsFold = hasFolds;
        Scales = [.. snapshot.Scales.Where(s => Varies(trials, s.Name, t => t.Values.Find(s.Name), v => s.Label(v)))];
        Metrics =
        [
            .. trials.SelectMany(t => t.BestMetrics).Select(m => m.Metric).Where(m => m != objective).Distinct()
                .Where(m => Varies(ranked, MetricName.Parse(m).Words, t => Find(t, m), v => snapshot.Formats.Format(m, v))),
        ];
        ShowsBestEpoch = Varies(trials, "best epoch", t => t.BestEpoch, e => e is int epoch ? Numbers.Count(epoch) : "–");
        ShowsEpochs = Planned is null || Varies(trials, "epochs", t => t.LastEpoch,
            e => e is int epoch ? Numbers.Count(epoch) : "–");
        ShowsState = Varies(trials, "state", Outcome.StateWords, s => s);
    }

    public ImmutableArray<HyperparameterScale> Scales { get; }

    public ImmutableArray<string> Metrics { get; }

    /// <summary>Whether trials are ranked at all.</summary>
    public bool ShowsObjective { get; }

    public bool ShowsRepeat { get; }

    public bool ShowsFold { get; }

    public bool ShowsBestEpoch { get; }

    public bool ShowsEpochs { get; }

    public bool ShowsState { get; }

    /// <summary>How many epochs every trial was to train; null where that differs, or where only trials know.</summary>
    public int? Planned { get; }

    /// <summary>What was left out, as a sentence after another one; empty where nothing was.</summary>
    public string LeftOut => _constant.Count == 0 ? "" : $" The same in every row: {string.Join(", ", _constant)}.";

    /// <summary>A metric of a trial at its best epoch; null when it was not reported.</summary>
    public static double? Find(TrialRecord trial, string metric)
    {
        foreach (MetricValue value in trial.BestMetrics)
        {
            if (value.Metric == metric)
                return value.Value;
        }

        return null;
    }

    // Of a single row, everything is shown.
    private bool Varies<T>(IReadOnlyList<TrialRecord> trials, string name, Func<TrialRecord, T> value, Func<T, string> text)
    {
        bool varies = trials.Count < 2 || trials.Any(t => !EqualityComparer<T>.Default.Equals(value(t), value(trials[0])));
        if (!varies)
            _constant.Add($"{name} {text(value(trials[0]))}");
        return varies;
    }
}
