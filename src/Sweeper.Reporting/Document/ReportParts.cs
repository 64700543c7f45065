using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Hints;
using Sweeper.Sweeps.Importance;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Document;

/// <summary>What the page has to show, worked out once: its sections and the list of contents ask for the same.</summary>
public sealed class ReportParts
{
    // A map takes some 30 milliseconds and 30 KiB; a reader can choose any other pair on the first one.
    private const int MostMaps = 10;

    public ReportParts(SweepSnapshot snapshot)
    {
        Snapshot = snapshot;
        bool hasObjective = !snapshot.Sweep.Objective.IsNone;
        Maps = hasObjective ? ObjectiveHeatmap.All(snapshot, MostMaps) : [];
        Curves = LearningCurves.Of(snapshot);
        Slices = SliceCharts.Of(snapshot);
        Importance = hasObjective && snapshot.Scales.Length > 1 ? snapshot.Importance : null;
        Parallel = hasObjective ? ParallelTrials.Of(snapshot) : null;
        BestSoFar = BestSoFar.Of(snapshot);
        Model = ModelFigures.Of(snapshot);
        Endings = EndingGroup.Of(snapshot);
        Hints = TrialHints.Of(snapshot);
        TradeOffs = TradeOff.Of(snapshot);
        Timeline = TrialTimeline.Of(snapshot);
        Speed = TrialSpeed.Of(snapshot);
        Failures =
        [
            .. new[] { TrialState.Failed, TrialState.Diverged }
                .Select(s => (s, snapshot.Trials.Where(t => t.State == s).ToImmutableArray()))
                .Where(g => g.Item2.Length > 0),
        ];
    }

    public SweepSnapshot Snapshot { get; }

    /// <summary>The objective over pairs of hyperparameters, the most important pair first.</summary>
    public ImmutableArray<HeatmapChart> Maps { get; }

    /// <summary>The learning curves, those of the objective first.</summary>
    public ImmutableArray<LineChart> Curves { get; }

    public SliceCharts Slices { get; }

    public bool HasSlices => Slices.Ranges.Length + Slices.Listed.Length > 0;

    /// <summary>Null where there is but one hyperparameter, or none, and where nothing is ranked.</summary>
    public HyperparameterImportance? Importance { get; }

    public ParallelChart? Parallel { get; }

    /// <summary>How the best came about; null where nothing is ranked.</summary>
    public BestSoFar? BestSoFar { get; }

    /// <summary>What a model says; null where there is none.</summary>
    public ModelFigures? Model { get; }

    /// <summary>The trials that stopped early and those that did not; null where not both are there.</summary>
    public (EndingGroup Early, EndingGroup Whole)? Endings { get; }

    /// <summary>What the trials suggest, in sentences.</summary>
    public ImmutableArray<string> Hints { get; }

    /// <summary>What a better objective costs.</summary>
    public ImmutableArray<TradeOff> TradeOffs { get; }

    public TimelineChart? Timeline { get; }

    public DotChart? Speed { get; }

    /// <summary>The trials that a pruner stopped, by their numbers.</summary>
    public ImmutableArray<TrialRecord> Pruned => [.. Snapshot.Trials.Where(t => t.State == TrialState.Pruned)];

    /// <summary>The trials that failed or diverged, by state; states without any are absent.</summary>
    public ImmutableArray<(TrialState State, ImmutableArray<TrialRecord> Trials)> Failures { get; }

    /// <summary>Whether there are several ranked trials, or cells, of which some are the best.</summary>
    public bool HasRanking => Snapshot.Entries.Count(e => e.Rank is not null) > 1;

    /// <summary>The sections of the page in its order, by the name that leads to each.</summary>
    public IEnumerable<(string Id, string Title)> Contents =>
        from section in Sections
        where section.IsThere
        select (section.Id, section.Title);

    private IEnumerable<(bool IsThere, string Id, string Title)> Sections =>
    [
        (HasRanking, "top", Snapshot.Cells.HasRepeats ? "Best settings" : "Best trials"),
        (Maps.Length > 0, "heatmap", "Main heatmap"),
        (Importance is not null, "importance", "Importance"),
        (Curves.Length > 0, "curves", "Learning curves"),
        (true, "setup", "What was asked"),
        (Snapshot.Search is { Next.IsEmpty: false }, "next", "What next?"),
        (HasRanking, "hints", "What to look at"),
        (true, "leaderboard", "Leaderboard"),
        (BestSoFar is not null, "best-so-far", "Best so far"),
        (Model is not null, "model", "What to expect"),
        (Maps.Length > 1, "pairs", "Other pairs"),
        (HasSlices, "slices", "By hyperparameter"),
        (Parallel is not null, "parallel", "Across hyperparameters"),
        (Snapshot.Best is not null, "best", "Best trial"),
        (Endings is not null, "early-stopping", "Early stopping"),
        (Pruned.Length > 0 || Snapshot.Rungs.Length > 0, "pruning", "Pruning"),
        (Failures.Length > 0, "failures", "Failures"),
        (Timeline is not null || Speed is not null, "time", "Time"),
        (true, "experiment", "Experiment"),
        (true, "provenance", "Where it comes from"),
    ];
}
