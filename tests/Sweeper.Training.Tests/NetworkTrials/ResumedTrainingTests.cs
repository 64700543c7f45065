using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Kinds;
using Sweeper.Training.LoadedData;
using Sweeper.Training.NetworkTrials;

namespace Sweeper.Training.Tests.NetworkTrials;

/// <summary>Trainings that go on from the state after an epoch.</summary>
public sealed class ResumedTrainingTests
{
    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("nesterov")]
    [InlineData("rmsprop")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public async Task Run_StoppedAtEveryEpoch_EndsWithTheSameBits(string optimizer)
    {
        await CheckAllAsync(
            $$"""
            parameters:
              optimizer: {{optimizer}}
              learning_rate: 0.003
              weight_decay: 0.001
              architecture: "12"
              batch_size: 32
              epochs: 4
              batch_normalization: [false, true]
              dropout: [0, 0.2]
              augmentation: [none, {shift: 1, rotate: 5, elastic: 0.3}]
            """,
            trials: 8);
    }

    [Fact]
    public async Task Run_EarlyStoppingScheduleAndInputDropout_EndWithTheSameBits()
    {
        // Few images to train on: the loss on the others soon gets worse, and the best epoch lies before the end.
        await CheckAllAsync(
            """
            parameters:
              architecture: "16-8"
              optimizer: {name: momentum, momentum: 0.9}
              learning_rate: [0.1, 0.4]
              schedule: {name: cosine, warmup: 2}
              input_dropout: 0.1
              gradient_clip: 1
              batch_size: 8
              epochs: 30
            early_stopping: {monitor: validation_loss, patience: 3, restore_best: true}
            """,
            trials: 2,
            "train_limit: 40");
    }

    [Fact]
    public async Task Run_KeepingTheLossOfSteps_EndsWithTheSameCurve()
    {
        // An epoch has 19 steps, so that points lie across the ends of epochs.
        await CheckAllAsync(
            """
            parameters: {architecture: "8", batch_size: 8, epochs: 4}
            evaluate: {loss_every: 5}
            """,
            trials: 1);
    }

    [Fact]
    public async Task Run_Convolutions_EndWithTheSameBits()
    {
        await CheckAllAsync(
            """
            parameters:
              architecture: 4c5-p2-6c3s2v-12
              optimizer: [momentum, adam]
              learning_rate: 0.01
              batch_normalization: true
              dropout: 0.2
              augmentation: {shift: 1}
              batch_size: 32
              epochs: 3
            """,
            trials: 2);
    }

    [Fact]
    public async Task Resume_StateOfAnotherTrial_IsRefusedAndChangesNothing()
    {
        (Experiment experiment, NetworkTrialRunner runner, Trial[] trials) = await LoadAsync(
            "parameters: {architecture: [\"8\", \"12\", 8c3-p28, 8c5-p28], optimizer: [sgd, adam], learning_rate: 0.003, "
            + "batch_size: 32, epochs: 2}", "");
        ResumableMonitor[] whole = [.. trials.Select(t => Train(experiment, runner, t).Monitor)];

        for (int own = 0; own < trials.Length; own++)
        {
            for (int other = 0; other < trials.Length; other++)
            {
                if (own == other)
                    continue;
                var monitor = new RefusingMonitor(whole[other].States[1]);
                runner.Run(trials[own], monitor);
                Assert.NotNull(monitor.Refusal);
                Assert.Equal(whole[own].Epochs[2].AsEnumerable(), monitor.LastMetrics);
            }
        }
    }

    private static async Task CheckAllAsync(string parameters, int trials, string dataset = "train_limit: 150")
    {
        (Experiment experiment, NetworkTrialRunner runner, Trial[] planned) = await LoadAsync(parameters, dataset);
        Assert.Equal(trials, planned.Length);
        foreach (Trial trial in planned)
        {
            (ResumableMonitor whole, TrialResult expected) = Train(experiment, runner, trial);
            Assert.True(whole.States.Count >= 3, $"Trial {trial.Number} has {whole.States.Count} states.");
            foreach (int epoch in whole.States.Keys)
            {
                (ResumableMonitor resumed, TrialResult result) = Train(experiment, runner, trial, (whole, epoch));
                Assert.Equal(
                    whole.Epochs.Select(e => (e.Key, string.Join(' ', e.Value))),
                    resumed.Epochs.Select(e => (e.Key, string.Join(' ', e.Value))));
                Assert.Equal(whole.BestEpoch, resumed.BestEpoch);
                Assert.Equal(expected.FinalMetrics.AsEnumerable(), result.FinalMetrics);
                Assert.Equal(Contents(expected), Contents(result));
                Assert.All(resumed.States, s => Assert.Equal(whole.States[s.Key], s.Value));
            }
        }
    }

    private static IEnumerable<string> Contents(TrialResult result) =>
        result.Attachments.Select((TrialAttachment a) => $"{a.Name} {Convert.ToHexString(a.Content.Span)}");

    private static (ResumableMonitor Monitor, TrialResult Result) Train(
        Experiment experiment, NetworkTrialRunner runner, Trial trial, (ResumableMonitor Whole, int Epoch)? from = null)
    {
        var monitor = new ResumableMonitor(experiment) { From = from };
        return (monitor, runner.Run(trial, monitor));
    }

    private static async Task<(Experiment Experiment, NetworkTrialRunner Runner, Trial[] Trials)> LoadAsync(
        string parameters, string dataset)
    {
        string settings = dataset.Length == 0 ? "" : $", {dataset}";
        Experiment experiment = ExperimentText.Load(
            $"name: test\ndataset: {{name: digits, train: 300, test: 50, validation: 60{settings}}}\n{parameters}\n");
        TrainingData data = await TrainingData.LoadAsync(
            experiment, Path.GetTempPath(), new Progress<string>(), CancellationToken.None);
        return (experiment, new NetworkTrialRunner(data, experiment.Evaluation, TimeProvider.System),
            [.. SweepPlanner.Plan(experiment).Trials]);
    }
}
