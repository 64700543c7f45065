using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>Carries out trials: trains the built-in network, or whatever else a sweep is about.</summary>
public interface ITrialRunner
{
    /// <summary>
    /// Trains one trial to its end on the calling thread, reporting every epoch to <paramref name="monitor"/> and
    /// stopping when told to. Several calls may be in progress on different threads.
    /// </summary>
    /// <exception cref="SweeperException">The trial cannot be carried out; it will be recorded as failed.</exception>
    TrialResult Run(Trial trial, ITrialMonitor monitor);
}
