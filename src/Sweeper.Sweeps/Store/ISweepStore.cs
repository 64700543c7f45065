namespace Sweeper.Sweeps.Store;

/// <summary>Where sweeps are recorded. At most one process holds a store open for writing.</summary>
public interface ISweepStore : IDisposable
{
    /// <summary>
    /// Opens the latest sweep of the plan's name when it has the plan's fingerprint, or the recorded one that the plan names, to carry on with it;
    /// trials that it lacks are added. Otherwise, or when
    /// <paramref name="fresh"/>, creates a new one with all trials waiting. Trials found running are those of a process that
    /// died: they become interrupted. An opened sweep is recorded as running only when some trial of it is left to train.
    /// </summary>
    /// <exception cref="SweeperException">The store cannot be written.</exception>
    ISweepJournal Open(SweepPlan plan, SweepEnvironment environment, bool fresh);
}
