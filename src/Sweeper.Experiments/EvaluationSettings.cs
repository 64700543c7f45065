namespace Sweeper.Experiments;

/// <summary>How and when a trial is measured.</summary>
public sealed record EvaluationSettings
{
    public required TrainEvaluation Train { get; init; }

    public required TestEvaluation Test { get; init; }

    /// <summary>Training metrics as they run, test metrics at the end.</summary>
    public static EvaluationSettings Default { get; } = new() { Train = TrainEvaluation.Running, Test = TestEvaluation.End };
}
