using System.Text.Json;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Terminals;
using Sweeper.Neural.Images;
using Sweeper.Storage;
using Sweeper.Sweeps.Store;
using Sweeper.Training.LoadedData;
using Sweeper.Training.SavedModels;

namespace Sweeper.Cli.Tests.Commands;

/// <summary>What is asked of saved networks, asked of a sweep over dense and convolutional ones.</summary>
public sealed class MixedArchitecturesTests(
    MixedArchitecturesTests.Trained trained) : IClassFixture<MixedArchitecturesTests.Trained>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluate_TestSetAsItIs_GivesTheRecordedMetrics(int trial)
    {
        JsonElement recorded = Of("trials", "mixed", "--format", "json", "--columns", "trial,test_accuracy,test_loss", "--where",
            $"trial = {trial}").Json()[0];

        JsonElement evaluation = Of("evaluate", $"mixed/{trial}", "--format", "json").Json().GetProperty("evaluations")[0];

        Assert.Equal(recorded.GetProperty("test_accuracy").GetDouble(), evaluation.GetProperty("test_accuracy").GetDouble());
        Assert.Equal(recorded.GetProperty("test_loss").GetDouble(), evaluation.GetProperty("test_loss").GetDouble());
    }

    [Fact]
    public void Evaluate_TransformedCopies_AreMeasuredByConvolutionsToo()
    {
        CommandRun run = Of(
            "evaluate", "mixed/1", "--shift-right", "0", "3", "--rotate", "25", "--noise", "0.5", "--format", "csv");

        string[][] rows = [.. run.OutputLines.Skip(1).Select(l => l.Split(','))];
        Assert.Equal(["none ", "shift_right 0", "shift_right 3", "rotate 25", "noise 0.5"], rows.Select(r => $"{r[0]} {r[1]}"));
        Assert.Equal(rows[0][2..4], rows[1][2..4]);
        Assert.All(rows[2..], r => Assert.NotEqual(rows[0][3], r[3]));
    }

    [Fact]
    public async Task Evaluate_EnsembleOfDenseAndConvolutionalNetworks_AveragesTheirProbabilities()
    {
        using var reader = SqliteSweepReader.Open(trained.Results);
        SweepRecord sweep = reader.FindSweep("mixed", null)!;
        LabelledImages test =
            (await RecordedDataset.LoadAsync(sweep, "", new MessageProgress(TextWriter.Null), CancellationToken.None))
                .Dataset.Test;
        float[][] probabilities =
            [.. Enumerable.Range(1, 3).Select(trial => Probabilities(new SavedClassifiers(reader).Load(sweep, trial), test))];
        int right = Enumerable.Range(0, test.Count).Count(i =>
            Enumerable.Range(0, 10).MaxBy(c => probabilities.Sum(p => p[(10 * i) + c])) == test.Labels[i]);

        JsonElement[] ensemble =
            [.. Of("evaluate", "mixed", "--ensemble", "--top", "3", "--format", "json").Json().EnumerateArray()];

        Assert.Equal(
            ["all 3 together", "mixed/1", "mixed/2", "mixed/3"],
            ensemble.Select(r => r.GetProperty("model").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal((double)right / test.Count, ensemble[3].GetProperty("test_accuracy").GetDouble());
    }

    [Fact]
    public void Figures_BestTrial_HasItsFilters()
    {
        CommandRun run = Of("figures", "mixed", "--output", _folder.Root);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains(
            "speaks for the ",
            File.ReadAllText(Path.Combine(_folder.Root, "first-layer-weights.svg")),
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static float[] Probabilities(SavedNetwork network, LabelledImages images)
    {
        float[] probabilities = new float[10 * images.Count];
        network.Classify(new ImageSubset(images), default, probabilities);
        return probabilities;
    }

    private CommandRun Of(params string[] arguments) => CommandRun.Of([.. arguments, "--results", trained.Results]);

    /// <summary>A results folder with a sweep over three architectures.</summary>
    public sealed class Trained : IDisposable
    {
        private const string Experiment =
            """
            name: mixed
            dataset: {name: digits, train: 200, test: 100}
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {architecture: ["4c3-p2-6c3s2v-16", "p3-4c3v", "16"], learning_rate: 0.1, batch_size: 16, epochs: 2}
            seed: 7
            """;

        private readonly TemporaryFolder _folder = new();

        public Trained()
        {
            CommandRun run = CommandRun.Of("run", _folder.Write("mixed.yaml", Experiment), "--results", Results);
            Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
        }

        public string Results => _folder.Results;

        public void Dispose() => _folder.Dispose();
    }
}
