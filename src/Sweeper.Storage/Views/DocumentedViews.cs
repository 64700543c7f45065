namespace Sweeper.Storage.Views;

/// <summary>
/// What the columns of the views hold. Columns for hyperparameters and metrics come after these, named and described by whatever
/// the sweeps of the database have.
/// </summary>
internal static class DocumentedViews
{
    /// <summary>
    /// The columns with which every view begins, of the sweep <c>s</c>: its name as commands write it, so that no two sweeps
    /// share one, its parts, and whether there is a later one.
    /// </summary>
    public const string SweepColumns =
        """
        CASE s.number WHEN 1 THEN s.name ELSE s.name || '#' || s.number END AS sweep, s.number AS sweep_number,
            s.name AS sweep_name,
            NOT EXISTS (SELECT 1 FROM sweeps AS l WHERE l.name = s.name AND l.number > s.number) AS is_latest
        """;

    private static readonly ViewColumn Sweep = new(
        "sweep", "the sweep as commands write it: name for the first of a name, name#2 for the second");
    private static readonly ViewColumn SweepNumber = new("sweep_number", "1 for the first sweep of that name, 2 for the next");
    private static readonly ViewColumn SweepName = new("sweep_name", "the name alone, which later sweeps of it share");
    private static readonly ViewColumn IsLatest = new("is_latest", "1 for the last sweep of that name, else 0");
    private static readonly ViewColumn Trial = new("trial", "number of the trial in its sweep, from 1");
    private static readonly ViewColumn Repeat = new("repeat", "which repeat of its cell, from 1");
    private static readonly ViewColumn Fold = new(
        "fold", "which fold of the training set it validates on, from 1; null without cross-validation");
    private static readonly ViewColumn State = new(
        "state", "waiting, running, completed, pruned, diverged, failed or interrupted");
    private static readonly ViewColumn Seed = new("seed", "what everything random in the trial derives from");
    private static readonly ViewColumn EpochCount = new("epochs", "last epoch recorded; null before the first");
    private static readonly ViewColumn BestEpoch = new("best_epoch", "epoch that stands for the trial; null when there is none");
    private static readonly ViewColumn Metric = new("metric", "the metric that trials are ranked by");
    private static readonly ViewColumn Goal = new("goal", "minimize or maximize");
    private static readonly ViewColumn Objective = new("objective", "that metric at the best epoch; null when there is none");
    private static readonly ViewColumn Duration = new("duration_seconds", "wall time in seconds; null until it ended");

    /// <summary>A row per trial.</summary>
    public static readonly ViewColumn[] Runs =
    [
        Sweep, SweepNumber, SweepName, IsLatest, Trial, Repeat, Fold, State,
        new("reason", "why it is in that state, in a sentence; null while it waits or runs"), Seed,
        new("planned_epochs", "epochs it trains when nothing stops it"), EpochCount, BestEpoch, Metric, Goal, Objective,
        Duration,
        new("started_at", "when it started, ISO 8601 in UTC"), new("ended_at", "when it ended, ISO 8601 in UTC"),
    ];

    /// <summary>A row per trial and epoch.</summary>
    public static readonly ViewColumn[] Epochs =
    [
        Sweep, SweepNumber, SweepName, IsLatest, Trial, new("epoch", "from 1; 0 is the state before any training"),
        new("is_best", "1 for the epoch that stands for the trial, else 0"),
        new("duration_seconds", "wall time of the epoch in seconds"),
        new("ended_at", "when the epoch ended, ISO 8601 in UTC"),
    ];

    /// <summary>A row per ranked trial.</summary>
    public static readonly ViewColumn[] Leaderboard =
    [
        Sweep, SweepNumber, SweepName, IsLatest, new("rank", "from 1 within the sweep; equal objectives share a rank"), Trial,
        Repeat, Fold, State,
        Metric, Goal, Objective,
        BestEpoch, EpochCount, Duration, Seed,
    ];

    /// <summary>A row for each comparison of a trial with the others by a pruner.</summary>
    public static readonly ViewColumn[] Pruning =
    [
        Sweep, SweepNumber, SweepName, IsLatest, new("sequence", "the order of the comparisons"), Trial,
        new("rule", "the median rule, hyperband or successive halving"),
        new("epoch", "the epoch after which the trial was compared"),
        new("value", "what was compared; null where it was no finite number"),
        new("threshold", "the worst value that passed; null when there was none to compare with"),
        new("compared", "with how many values, its own included where the rule counts it"),
        new("kept", "how many of them the rule lets go on; 0 where it does not count"),
        new("is_pruned", "1 when the trial was stopped, else 0"),
    ];

    /// <summary>A row for each trial that a sampler proposed from results.</summary>
    public static readonly ViewColumn[] Proposals =
    [
        Sweep, SweepNumber, SweepName, IsLatest, Trial, Repeat, Fold, new("sampler", "what proposed it"),
        new("proposed_from", "the trials that had ended by then, such as 1-57,59; with an f where they had failed, such as 58f"),
    ];

    /// <summary>The names of columns.</summary>
    public static IEnumerable<string> Names(ViewColumn[] columns) => columns.Select(c => c.Name);
}

/// <summary>A column that a view always has.</summary>
/// <param name="Name">Its name, which is a promise.</param>
/// <param name="Description">What it holds, in a line.</param>
internal sealed record ViewColumn(string Name, string Description);
