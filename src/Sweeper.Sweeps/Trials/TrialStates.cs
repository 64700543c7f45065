namespace Sweeper.Sweeps.Trials;

/// <summary>The names of the trial states, as the database, the tables and the reports write them.</summary>
public static class TrialStates
{
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

    /// <summary>Whether nothing is left to do for a trial in this state.</summary>
    public static bool IsDone(this TrialState state) =>
        state is TrialState.Completed or TrialState.Pruned or TrialState.Diverged;
}
