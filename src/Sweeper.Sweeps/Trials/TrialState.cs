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
