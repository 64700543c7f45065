namespace Sweeper.Sweeps.Store;

/// <summary>Where a sweep stands.</summary>
public enum SweepState
{
    /// <summary>A process is training its trials.</summary>
    Running,

    /// <summary>
    /// Every trial has ended, the failed ones included, or a limit of the experiment was reached: the reason says which.
    /// </summary>
    Completed,

    /// <summary>It was asked to stop; the same command carries on.</summary>
    Interrupted,
}

/// <summary>The names of the sweep states, as the database, the tables and the reports write them.</summary>
public static class SweepStates
{
    /// <summary>Why a sweep is completed that nothing else has ended.</summary>
    public const string AllEnded = "every trial has ended";

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
