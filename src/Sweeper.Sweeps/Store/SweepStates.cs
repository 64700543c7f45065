namespace Sweeper.Sweeps.Store;

/// <summary>The names of the sweep states, as the database, the tables and the reports write them.</summary>
public static class SweepStates
{
    public static string Name(this SweepState state) => state switch
    {
        SweepState.Running => "running",
        SweepState.Completed => "completed",
        SweepState.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>The state with a given <see cref="Name"/>.</summary>
    /// <exception cref="FormatException">No state has that name.</exception>
    public static SweepState Parse(string name) => name switch
    {
        "running" => SweepState.Running,
        "completed" => SweepState.Completed,
        "interrupted" => SweepState.Interrupted,
        _ => throw new FormatException($"'{name}' is not a sweep state."),
    };
}
