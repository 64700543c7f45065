namespace Sweeper.Sweeps;

/// <summary>What kind of expected failure a <see cref="SweeperException"/> is.</summary>
public enum FailureKind
{
    /// <summary>The user's input is wrong: a file, an option, a name that does not exist.</summary>
    Input,

    /// <summary>The machine or its surroundings are: no data, no space, no permission, a lock held by another process.</summary>
    Environment,
}
