namespace Sweeper.Training.Metrics;

/// <summary>When the metrics on the test images are measured.</summary>
public enum TestEvaluation
{
    /// <summary>Once, after training, with the weights of the best epoch.</summary>
    End,

    /// <summary>After every epoch as well, so that an objective or early stopping can see them.</summary>
    EachEpoch,
}
