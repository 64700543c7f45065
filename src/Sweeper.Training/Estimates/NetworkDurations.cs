using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Datasets;
using Sweeper.Experiments;
using Sweeper.Experiments.Prepared;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Datasets;
using Sweeper.Training.Hyperparameters;
using Sweeper.Training.Kinds;
using Sweeper.Training.LoadedData;
using Sweeper.Training.Metrics;
using Sweeper.Training.NetworkTrials;

namespace Sweeper.Training.Estimates;

/// <summary>Works out how long a sweep of networks is likely to take on this machine.</summary>
/// <remarks>
/// A few steps of the smallest and of the largest network are timed, as many trials at once as the sweep will train. The time of
/// an image in the others lies on the line between them by the number of multiplications, which convolutions have many of for
/// each weight. The validation images are shortened like the training images, so that they have their share of the time.
/// Evaluating an image takes a third of training on it, as it has one of the three products.
/// </remarks>
internal static class NetworkDurations
{
    private const int Steps = 10;

    // The first of them is slower: memory is new in it.
    private const int Epochs = 5;

    private const double EvaluationShare = 1 / 3.0;

    // Of the test set at the end of a trial: with the weights as they are, and, most often once, with fewer bits.
    private const int FinalEvaluations = 2;

    /// <summary>The experiment with no more images than are needed to time <paramref name="plan"/>, to load data for.</summary>
    public static Experiment Shorten(Experiment experiment, SweepPlan plan)
    {
        // A dataset whose size shows only when it is read is timed whole.
        if (experiment.Dataset is not { TrainingCount: int count, ValidationCount: int held })
            return experiment;
        int batch = plan.Trials.Max(t => BatchSizeHyperparameter.ImagesOf(t.Values[HyperparameterNames.BatchSize], count));
        int images = (int)Math.Min((long)batch * Steps, count);
        var validation = ValidationSize.OfCount((int)Math.Ceiling((double)held * images / count));
        return experiment with
        {
            Trial = new NetworkTrialSettings(
                experiment.Dataset with { TrainLimit = images, Validation = validation, Folds = null }, experiment.Evaluation),
        };
    }

    /// <summary>Times the smallest and the largest trial.</summary>
    /// <param name="experiment">The whole experiment.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="data">The data of the shortened experiment.</param>
    /// <param name="time">The clock.</param>
    /// <param name="parallel">Trials at once; at least 1.</param>
    public static DurationEstimate Measure(
        Experiment experiment, SweepPlan plan, TrainingData data, TimeProvider time, int parallel)
    {
        Trial smallest = plan.Trials.MinBy(t => Multiplications(t, data.Dataset))!, largest = plan.Trials.MaxBy(
            t => Multiplications(t, data.Dataset))!;
        // More trials than cores take turns: together they are no faster.
        int atOnce = Math.Min(Math.Min(parallel, plan.Trials.Count), Environment.ProcessorCount);
        double atSmallest = SecondsPerImage(smallest, experiment, data, time, atOnce);
        double atLargest = SecondsPerImage(largest, experiment, data, time, atOnce);
        double least = Multiplications(smallest, data.Dataset), span = Math.Max(
            1, Multiplications(largest, data.Dataset) - least);
        bool testsEachEpoch = experiment.Evaluation.Test == TestEvaluation.EachEpoch;
        double images = (experiment.Dataset.TrainingCount ?? data.For(largest).Train.Count) + (
            testsEachEpoch ? EvaluationShare * data.Test.Count : 0);
        double atEnd = FinalEvaluations * EvaluationShare * data.Test.Count;

        int trials = plan.TrialCount ?? plan.Trials.Count;
        TimeSpan Of(Trial trial)
        {
            double perImage = atSmallest + ((atLargest - atSmallest) * (Multiplications(trial, data.Dataset) - least) / span);
            return TimeSpan.FromSeconds(
                Math.Min(perImage * ((images * trial.PlannedEpochs) + atEnd), TimeSpan.MaxValue.TotalSeconds / trials / 2));
        }

        // Those that are not known yet are likely to be like those that are.
        TimeSpan[] each = [.. plan.Trials.Select(Of)];
        TimeSpan longest = each.Max(), shared = each.Aggregate(TimeSpan.Zero, (sum, t) => sum + t) / atOnce * (
            (double)trials / plan.Trials.Count);
        return new DurationEstimate(
            Of(smallest), Of(largest), shared > longest ? shared : longest, Assume(plan, atOnce, testsEachEpoch));
    }

    private static ImmutableArray<string> Assume(SweepPlan plan, int atOnce, bool testsEachEpoch) =>
    [
        atOnce == 1
            ? "one trial at once"
            : string.Create(CultureInfo.InvariantCulture, $"{atOnce} trials at once, as timed just now"),
        "every trial trains all its epochs",
        .. (plan.TrialCount - plan.Trials.Count) switch
        {
            null when plan.Rounds is not null => [$"there are {plan.Trials.Count} trials, before any gets further repeats"],
            null => [$"there are {plan.Trials.Count} trials; nothing limits their number"],
            0 => ImmutableArray<string>.Empty,
            _ => ["the trials that are proposed later take as long as those that can be told beforehand"],
        },
        "the time of an image grows evenly with its multiplications from the smallest to the largest network",
        .. testsEachEpoch ? ["an image is tested in a third of the time of training on it"] : ImmutableArray<string>.Empty,
    ];

    /// <summary>Seconds of an epoch for each of its training images, its share of the validation included.</summary>
    private static double SecondsPerImage(Trial trial, Experiment experiment, TrainingData data, TimeProvider time, int atOnce)
    {
        HyperparameterValues values = trial.Values.With(HyperparameterNames.Epochs, Epochs);
        var runner = new NetworkTrialRunner(data, experiment.Evaluation with { Test = TestEvaluation.End }, time);
        EpochTimeMonitor[] monitors = [.. Enumerable.Range(0, atOnce).Select(_ => new EpochTimeMonitor())];
        Task[] tasks = [.. monitors.Select(m => Task.Factory.StartNew(
            () => runner.Run(trial with { Values = values, PlannedEpochs = Epochs }, m), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Task.WhenAll(tasks).GetAwaiter().GetResult();
        return monitors.Average(m => m.Seconds) / data.For(trial).Train.Count;
    }

    private static double Multiplications(Trial trial, Dataset dataset) =>
        (double)NetworkSettings.From(trial.Values).Define(dataset.Train.Shape, dataset.ClassNames.Length).Multiplications;
}
