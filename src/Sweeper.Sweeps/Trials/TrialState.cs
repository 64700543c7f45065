namespace Sweeper.Sweeps.Trials;

/// <summary>Where a trial stands. All but the first two are ends; a failed or interrupted trial may be trained again.</summary>
public enum TrialState
{
    /// <summary>Not begun.</summary>
    Waiting,

    /// <summary>Being trained by a live process.</summary>
    Running,

    /// <summary>Trained to its last epoch, or ended by early stopping.</summary>
    Completed,

    /// <summary>Stopped by comparing it with other trials.</summary>
    Pruned,

    /// <summary>A metric became NaN or infinite.</summary>
    Diverged,

    /// <summary>An error ended it.</summary>
    Failed,

    /// <summary>Its process stopped before it ended.</summary>
    Interrupted,
}

/// <summary>The names of the trial states, as the database, the tables and the reports write them.</summary>
public static class TrialStates
{
    /// <summary>Each of them.</summary>
    internal static ReadOnlySpan<TrialState> All =>
    [
        TrialState.Waiting, TrialState.Running, TrialState.Completed, TrialState.Pruned, TrialState.Diverged, TrialState.Failed,
        TrialState.Interrupted,
    ];

    /// <summary>The lower-case name of a state, such as <c>completed</c>.</summary>
    public static string Name(this TrialState state) => state switch
    {
        TrialState.Waiting => "waiting",
        TrialState.Running => "running",
        TrialState.Completed => "completed",
        TrialState.Pruned => "pruned",
        TrialState.Diverged => "diverged",
        TrialState.Failed => "failed",
        TrialState.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>The state with a given <see cref="Name"/>.</summary>
    /// <exception cref="FormatException">No state has that name.</exception>
    public static TrialState Parse(string name) => name switch
    {
        "waiting" => TrialState.Waiting,
        "running" => TrialState.Running,
        "completed" => TrialState.Completed,
        "pruned" => TrialState.Pruned,
        "diverged" => TrialState.Diverged,
        "failed" => TrialState.Failed,
        "interrupted" => TrialState.Interrupted,
        _ => throw new FormatException($"'{name}' is not a trial state."),
    };

    /// <summary>What trials of which none has a result are called together: by the worst of their states.</summary>
    public static string NameTogether(IEnumerable<TrialState> states)
    {
        TrialState[] all = [.. states];
        return all.Contains(TrialState.Failed) ? "failed"
            : all.Contains(TrialState.Diverged) ? "diverged"
            : all.Contains(TrialState.Pruned) ? "pruned"
            : "waiting";
    }

    /// <summary>Whether nothing is left to do for a trial in this state.</summary>
    public static bool IsDone(this TrialState state) =>
        state is TrialState.Completed or TrialState.Pruned or TrialState.Diverged;

    /// <summary>
    /// Whether the objective of a trial in this state is ranked: it was trained to its end, by its own measure or a pruner's.
    /// What one reached before it diverged, failed or was interrupted is no result of its setting.
    /// </summary>
    public static bool IsRanked(this TrialState state) => state is TrialState.Completed or TrialState.Pruned;
}
