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
