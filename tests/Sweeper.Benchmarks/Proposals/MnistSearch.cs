using System.Globalization;
using Sweeper.Benchmarks.Tracking;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Kinds;
using Sweeper.Training.LoadedData;
using Sweeper.Training.NetworkTrials;

namespace Sweeper.Benchmarks.Proposals;

/// <summary>A search over seven hyperparameters of a network on 6,000 images of MNIST, one trial at a time.</summary>
internal static class MnistSearch
{
    private const string Text =
        """
        name: searched
        dataset: {name: mnist, train_limit: 6000}
        method: METHOD
        run_cap: TRIALS
        seed: SEED
        metric: {name: validation_accuracy, goal: maximize}
        parameters:
          architecture: ["32", "64", "128", "64-32"]
          activation: [relu, tanh, sigmoid]
          optimizer: [sgd, momentum, adam]
          learning_rate: {distribution: log_uniform_values, min: 0.0001, max: 1}
          batch_size: {distribution: q_log_uniform_values, min: 16, max: 256, q: 16}
          weight_decay: {distribution: log_uniform_values, min: 0.000001, max: 0.01}
          dropout: {min: 0.0, max: 0.5}
          epochs: EPOCHS
        """;

    /// <summary>The best validation accuracy after each trial.</summary>
    /// <param name="method">The sampler, as experiments name it.</param>
    /// <param name="seed">That of the experiment.</param>
    /// <param name="trials">How many there are.</param>
    /// <param name="epochs">Of each.</param>
    /// <param name="dataFolder">The folder of the datasets.</param>
    /// <param name="cancellation">Ends a download.</param>
    public static async Task<double[]> BestSoFarAsync(
        string method, int seed, int trials, int epochs, string dataFolder, CancellationToken cancellation)
    {
        string text = Text.Replace("METHOD", method, StringComparison.Ordinal)
            .Replace("TRIALS", trials.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("SEED", seed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("EPOCHS", epochs.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Experiment experiment = NetworkTrialKind.Loader.Load(text, "searched.yaml").Experiment!;
        TrainingData data = await TrainingData.LoadAsync(experiment, dataFolder, new Progress<string>(), cancellation);
        SweepPlan plan = data.Identify(SweepPlanner.Plan(experiment));
        var objectives = new Objectives();
        var runner = new SweepRunner(new NetworkTrialRunner(data, experiment.Evaluation, TimeProvider.System), objectives,
            TimeProvider.System);
        runner.Run(plan, new NullJournal(plan), parallel: 1, cancellation);
        double best = 0;
        return [.. objectives.OfTrials.Select(o => best = Math.Max(best, o))];
    }

    private sealed class Objectives : ISweepObserver
    {
        public List<double> OfTrials { get; } = [];

        public void TrialStarted(Trial trial)
        {
        }

        public void TrialResumed(Trial trial, EpochMetrics epoch)
        {
        }

        public void CheckpointRefused(Trial trial, string reason)
        {
        }

        public void EpochEnded(Trial trial, EpochMetrics metrics)
        {
        }

        public void TrialEnded(Trial trial, TrialOutcome outcome) =>
            OfTrials.Add(outcome.State.IsRanked() ? outcome.Objective ?? 0 : 0);
    }
}
