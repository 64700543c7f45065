namespace Sweeper.Training.Metrics;

/// <summary>How and when a trial is measured.</summary>
public sealed record EvaluationSettings
{
    public required TrainEvaluation Train { get; init; }

    public required TestEvaluation Test { get; init; }

    /// <summary>
    /// The training loss is kept for every so many steps, their mean, at least 1; null for no curve within epochs.
    /// </summary>
    public int? LossEvery { get; init; }

    /// <summary>Training metrics as they run, test metrics at the end.</summary>
    public static EvaluationSettings Default { get; } = new() { Train = TrainEvaluation.Running, Test = TestEvaluation.End };
}

/// <summary>How the metrics on the training images are measured.</summary>
public enum TrainEvaluation
{
    /// <summary>The mean over the epoch's batches, each measured before its own update; costs nothing.</summary>
    Running,

    /// <summary>All training images with the weights at the end of the epoch.</summary>
    Full,
}

/// <summary>When the metrics on the test images are measured.</summary>
public enum TestEvaluation
{
    /// <summary>Once, after training, with the weights of the best epoch.</summary>
    End,

    /// <summary>After every epoch as well, so that an objective or early stopping can see them.</summary>
    EachEpoch,
}
