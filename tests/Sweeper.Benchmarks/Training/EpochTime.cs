namespace Sweeper.Benchmarks.Training;

/// <summary>How long one epoch took.</summary>
/// <param name="TrainSeconds">The pass over the training set.</param>
/// <param name="EvaluationSeconds">Measuring the full training and test sets.</param>
internal readonly record struct EpochTime(double TrainSeconds, double EvaluationSeconds)
{
    public double TotalSeconds => TrainSeconds + EvaluationSeconds;
}
