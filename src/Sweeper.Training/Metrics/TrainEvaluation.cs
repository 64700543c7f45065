namespace Sweeper.Training.Metrics;

/// <summary>How the metrics on the training images are measured.</summary>
public enum TrainEvaluation
{
    /// <summary>The mean over the epoch's batches, each measured before its own update; costs nothing.</summary>
    Running,

    /// <summary>All training images with the weights at the end of the epoch.</summary>
    Full,
}
