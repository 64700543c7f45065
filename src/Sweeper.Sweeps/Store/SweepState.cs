namespace Sweeper.Sweeps.Store;

/// <summary>Where a sweep stands.</summary>
public enum SweepState
{
    /// <summary>A process is training its trials.</summary>
    Running,

    /// <summary>Every trial has ended, the failed ones included, or a limit of the experiment was reached: the reason says which.</summary>
    Completed,

    /// <summary>It was asked to stop; the same command carries on.</summary>
    Interrupted,
}
