using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Store;

/// <summary>What happens when trials fail.</summary>
public sealed record FailureRules
{
    /// <summary>One further attempt, and the end of a run after five failures in a row.</summary>
    public static FailureRules Default { get; } = new();

    /// <summary>How many further attempts a failed trial gets, each in a later run; at least 0.</summary>
    public int Retries { get; init; } = 1;

    /// <summary>So many failures in a row end the run, with the rest still waiting; at least 1, null for no end.</summary>
    public int? MaximumInARow { get; init; } = 5;

    /// <summary>
    /// Whether a trial is still to be trained: a waiting or interrupted one, and a failed one that may be tried again.
    /// </summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="attempts">How many attempts it has had.</param>
    public bool IsLeft(TrialState state, int attempts) =>
        state == TrialState.Failed ? attempts <= Retries : !state.IsDone();
}
