using Sweeper.Sweeps.Trials;

namespace Sweeper.Training.Tests.NetworkTrials;

public sealed class NetworkTrialRunnerTests
{
    [Theory]
    [InlineData("optimizer: momentum, learning_rate: 0.02")]
    [InlineData("optimizer: {name: nesterov, momentum: 0.8}, learning_rate: 0.02")]
    [InlineData("optimizer: rmsprop, learning_rate: 0.001")]
    [InlineData("optimizer: adam, learning_rate: 0.003")]
    [InlineData("optimizer: adamw, learning_rate: 0.003, weight_decay: 0.01")]
    [InlineData("schedule: {name: step, every: 2, factor: 0.5}")]
    [InlineData("schedule: {name: exponential, factor: 0.9, warmup: 1}")]
    [InlineData("schedule: {name: cosine, final_factor: 0.1}")]
    [InlineData("schedule: one_cycle")]
    [InlineData("weight_decay: 0.001, l1: 0.0001, gradient_clip: 1")]
    [InlineData("batch_normalization: true")]
    [InlineData("dropout: 0.2, input_dropout: 0.1")]
    [InlineData("label_smoothing: 0.1")]
    [InlineData("augmentation: {shift: 1, rotate: 5, scale: 0.05, shear: 0.05, elastic: 0.3}")]
    [InlineData("augmentation: {flip: 0.5}")]
    [InlineData("loss: {name: mean_squared_error, reduction: half}, activation: sigmoid, initializer: lecun_normal, "
        + "learning_rate: 0.5")]
    [InlineData("architecture: 32-16, activation: [[gelu, swish]]")]
    [InlineData("batch_size: 1, learning_rate: 0.01")]
    [InlineData("batch_size: full, epochs: 60")]
    [InlineData("drop_last: true, batch_size: 50, epochs: 30, schedule: cosine")]
    [InlineData("drop_last: true, batch_size: 50, epochs: 30, augmentation: {shift: 1}")]
    [InlineData("initializer: {name: uniform, range: 0.1, biases: drawn}")]
    [InlineData("architecture: 6c5-p2-8c3-p2-24, optimizer: momentum, learning_rate: 0.02, dropout: 0.2")]
    [InlineData("architecture: p2-8c3s2v-6c2, batch_normalization: true")]
    public async Task Run_EachSetting_MakesTheLossMuchSmaller(string parameters)
    {
        string epochs = parameters.Contains("epochs", StringComparison.Ordinal) ? "" : ", epochs: 12";
        string batch = parameters.Contains("batch_size", StringComparison.Ordinal) ? "" : ", batch_size: 16";
        string architecture = parameters.Contains("architecture", StringComparison.Ordinal) ? "" : ", architecture: 24";

        double[] losses = Assert.Single(await TrialRun.AllAsync(parameters + epochs + batch + architecture))
            .Metric("train_loss");

        Assert.InRange(losses[^1], 0, 0.7 * losses[0]);
    }

    [Fact]
    public async Task Run_LearningRateFarTooLarge_DivergesAtTheEpochItHappensWithTheReason()
    {
        TrialRun run = Assert.Single(await TrialRun.AllAsync(
            "learning_rate: 1.0e+30, loss: mean_squared_error, output: identity, epochs: 5"));

        Assert.Single(run.Epochs);
        Assert.Equal(TrialState.Diverged, run.LastDecision.StopState);
        Assert.Matches("^train_loss became (NaN|infinite) at epoch 1$", run.LastDecision.StopReason);
        Assert.Empty(run.Result.Attachments);
    }

    [Theory]
    [InlineData("architecture: 16-8, activation: [[tanh, elu]], epochs: 4")]
    [InlineData("architecture: 3c5s2-p2-4c3v-8, activation: [[relu, tanh, elu]], batch_normalization: true, batch_size: 64, "
        + "epochs: 2")]
    public async Task Run_ReferenceKernel_GivesTheSameCurves(string parameters)
    {
        TrialRun[] runs = await TrialRun.AllAsync($"kernel: [vector, reference], {parameters}");

        Assert.Equal(2, runs.Length);
        foreach (string metric in new[] { "train_loss", "validation_loss" })
            Assert.Equal(runs[0].Metric(metric), runs[1].Metric(metric), (x, y) => Math.Abs(x - y) < 1e-4 * x);
    }

    [Fact]
    public async Task Run_NoEpochs_EvaluatesTheUntrainedNetwork()
    {
        TrialRun run = Assert.Single(await TrialRun.AllAsync("epochs: 0, schedule: one_cycle, dropout: 0.5"));

        Assert.Equal(0, Assert.Single(run.Epochs).Epoch);
        Assert.InRange(run.Metric("validation_accuracy")[0], 0, 0.4);
        Assert.Contains(run.Result.FinalMetrics, m => m.Metric == "test_accuracy");
    }

    [Fact]
    public async Task Run_FewerImagesThanTheDefaultBatch_TrainsOnAllOfThemAtOnce()
    {
        TrialRun[] few = await TrialRun.AllAsync("epochs: 2, batch_size: full", "validation: 60, train_limit: 40");
        TrialRun[] byDefault = await TrialRun.AllAsync("epochs: 2", "validation: 60, train_limit: 40");

        // Another seed, so other weights, but the same kind of curve: one step an epoch.
        Assert.Equal(few[0].Epochs.Count, byDefault[0].Epochs.Count);
        Assert.True(byDefault[0].Metric("train_loss")[1] < byDefault[0].Metric("train_loss")[0]);
    }

    [Fact]
    public async Task Run_DrawnBiases_TellClassesApartBeforeTheFirstStep()
    {
        TrialRun[] runs = await TrialRun.AllAsync(
            "epochs: 0, architecture: linear, initializer: [{name: normal, scale: 3, biases: drawn}, {name: normal, scale: "
            + "3}]", "validation: 60, pixel_divisor: 100000");

        // The pixels are divided away: what is left of the outputs are the biases.
        Assert.True(runs[0].Metric("train_loss")[0] > 3);
        Assert.Equal(Math.Log(10), runs[1].Metric("train_loss")[0], 0.1);
    }

    [Fact]
    public async Task Run_DropLast_TakesFewerStepsAndLearnsOtherwise()
    {
        TrialRun[] runs = await TrialRun.AllAsync("epochs: 2, batch_size: 100, drop_last: [false, true]");

        // 240 images: 100, 100 and 40, or 100 and 100. The seeds differ, as between any two trials.
        Assert.NotEqual(runs[0].Metric("train_loss"), runs[1].Metric("train_loss"));
        Assert.Equal(0, runs[1].Metric("train_accuracy")[0] * 200 % 1, 1e-9);
        Assert.Equal(0, runs[0].Metric("train_accuracy")[0] * 240 % 1, 1e-9);
    }

    [Theory]
    [InlineData("pixel_divisor: 510", 0.5)]
    [InlineData("pixel_divisor: 51", 5)]
    public async Task Run_PixelDivisor_ScalesTheInputs(string dataset, double scale)
    {
        // A first step from weights of next to nothing goes along the inputs, and its effect goes with their square.
        const string parameters = "epochs: 1, batch_size: full, architecture: linear, learning_rate: 1.0e-5, initializer: "
            + "{name: normal, scale: 1.0e-30}";

        TrialRun plain = Assert.Single(await TrialRun.AllAsync(parameters));
        TrialRun scaled = Assert.Single(await TrialRun.AllAsync(parameters, $"validation: 60, {dataset}"));

        Assert.Equal(scale * scale, Gain(scaled) / Gain(plain), 0.1 * scale * scale);

        static double Gain(TrialRun run) => Math.Log(10) - run.Metric("validation_loss")[0];
    }

    [Fact]
    public async Task Run_BatchNormalization_SavesItsTensors()
    {
        TrialRun run = Assert.Single(await TrialRun.AllAsync("epochs: 1, architecture: 8, batch_normalization: true"));

        string model = System.Text.Encoding.UTF8.GetString(
            run.Result.Attachments.Single(a => a.Name == "model").Content.Span[..4000]);
        Assert.Contains("batch_normalization_1.running_variance", model, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SameExperimentTwice_GivesTheSameCurves()
    {
        const string parameters = "augmentation: {shift: 2, elastic: 1}, dropout: 0.3, input_dropout: 0.2, optimizer: adam, "
            + "learning_rate: 0.01, epochs: 3";

        TrialRun[] one = await TrialRun.AllAsync(parameters), two = await TrialRun.AllAsync(parameters);

        Assert.Equal(one[0].Metric("validation_loss"), two[0].Metric("validation_loss"));
    }

    [Theory]
    [InlineData("architecture: 256-64, batch_size: 64, optimizer: [sgd, momentum], epochs: 3", 2)]
    [InlineData("architecture: 8c5-p2-12c3s2v-32, batch_size: 50, batch_normalization: [false, true], dropout: 0.2, optimizer: "
        + "adam, learning_rate: 0.003, epochs: 2", 3)]
    public async Task Run_SeveralCoresPerTrial_GiveTheSameMetricsAndWeights(string parameters, int cores)
    {
        TrialRun[] one = await TrialRun.AllAsync(parameters, coresPerTrial: 1), two = await TrialRun.AllAsync(
            parameters, coresPerTrial: cores);

        Assert.Equal(2, one.Length);
        foreach ((TrialRun expected, TrialRun actual) in one.Zip(two))
        {
            foreach (string metric in new[] { "train_loss", "train_accuracy", "validation_loss", "validation_accuracy" })
                Assert.Equal(expected.Metric(metric), actual.Metric(metric));
            Assert.Equal(Model(expected), Model(actual));
        }

        static byte[] Model(TrialRun run) => run.Result.Attachments.Single(a => a.Name == "model").Content.ToArray();
    }
}
