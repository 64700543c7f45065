using Sweeper.Experiments.Hyperparameters;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Training;

/// <summary>How long a sweep is likely to take on this machine.</summary>
/// <param name="Smallest">The trial with the fewest weights, to its last epoch.</param>
/// <param name="Largest">The trial with the most weights, to its last epoch.</param>
/// <param name="Total">All trials.</param>
/// <remarks>
/// A few steps of the smallest and of the largest network are timed. The time of an image in the others lies on the line between them
/// by the number of weights. Assumed: no trial ends early, trials at once do not slow each other down, and evaluating an image takes a
/// third of training on it, as it has one of the three products.
/// </remarks>
public sealed record DurationEstimate(TimeSpan Smallest, TimeSpan Largest, TimeSpan Total)
{
    private const int Steps = 10;

    // Where the dataset tells only when it is read; the weights serve to compare trials with each other.
    private const int UsualInputs = 28 * 28;
    private const int UsualClasses = 10;
    private const double EvaluationShare = 1 / 3.0;

    /// <summary>The experiment with no more training images than are needed to time <paramref name="plan"/>, to load data for.</summary>
    public static Experiment Shorten(Experiment experiment, SweepPlan plan)
    {
        // A dataset whose size shows only when it is read is timed whole.
        if (experiment.Dataset.TrainingCount is not int count)
            return experiment;
        int batch = plan.Trials.Max(t => BatchSizeHyperparameter.ImagesOf(t.Values[HyperparameterNames.BatchSize], count));
        int images = (int)Math.Min((long)batch * Steps, count);
        return experiment with { Dataset = experiment.Dataset with { TrainLimit = images } };
    }

    /// <summary>Times the smallest and the largest trial.</summary>
    /// <param name="experiment">The whole experiment.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="data">The data of the shortened experiment.</param>
    /// <param name="time">The clock.</param>
    /// <param name="parallel">Trials at once; at least 1.</param>
    public static DurationEstimate Measure(Experiment experiment, SweepPlan plan, TrainingData data, TimeProvider time, int parallel)
    {
        Trial smallest = plan.Trials.MinBy(t => Weights(t, experiment))!, largest = plan.Trials.MaxBy(t => Weights(t, experiment))!;
        double atSmallest = SecondsPerImage(smallest, experiment, data, time), atLargest = SecondsPerImage(largest, experiment, data, time);
        double least = Weights(smallest, experiment), span = Math.Max(1, Weights(largest, experiment) - least);

        TimeSpan Of(Trial trial)
        {
            double perImage = atSmallest + ((atLargest - atSmallest) * (Weights(trial, experiment) - least) / span);
            double images = (experiment.Dataset.TrainingCount ?? data.Train.Count) + (EvaluationShare * (data.Validation?.Count ?? 0));
            return TimeSpan.FromSeconds(Math.Min(perImage * images * trial.PlannedEpochs, TimeSpan.MaxValue.TotalSeconds / plan.Trials.Length / 2));
        }

        TimeSpan[] each = [.. plan.Trials.Select(Of)];
        TimeSpan longest = each.Max(), shared = each.Aggregate(TimeSpan.Zero, (sum, t) => sum + t) / Math.Min(parallel, each.Length);
        return new DurationEstimate(Of(smallest), Of(largest), shared > longest ? shared : longest);
    }

    private static double SecondsPerImage(Trial trial, Experiment experiment, TrainingData data, TimeProvider time)
    {
        // The first epoch is slower: the machine code of the kernels is made in it.
        var monitor = new FastestEpochMonitor();
        HyperparameterValues values = trial.Values.With(HyperparameterNames.Epochs, 2);
        new NetworkTrialRunner(data, experiment.Evaluation, time).Run(trial with { Values = values, PlannedEpochs = 2 }, monitor);
        return monitor.Seconds / (data.Train.Count + (EvaluationShare * (data.Validation?.Count ?? 0)));
    }

    private static double Weights(Trial trial, Experiment experiment)
    {
        double weights = 0, inputs = experiment.Dataset.InputCount ?? UsualInputs;
        foreach (int size in ArchitectureHyperparameter.HiddenSizes(trial.Values[HyperparameterNames.Architecture]).Append(experiment.Dataset.ClassCount ?? UsualClasses))
        {
            weights += inputs * size;
            inputs = size;
        }

        return weights;
    }
}
