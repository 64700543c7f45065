using System.Security.Cryptography;

namespace Sweeper.EndToEnd.Tests.Running;

public sealed class DeterminismTests : IDisposable
{
    // Durations and times are what may differ.
    private const string Metrics =
        """
        SELECT t.number, t.seed, t.state, t.reason, t.best_epoch, m.epoch, n.name, m.value
        FROM trials AS t JOIN metrics AS m ON m.trial_id = t.trial_id JOIN metric_names AS n ON n.metric_id = m.metric_id
        ORDER BY t.number, m.epoch, n.name
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Run_OneOrTwoTrialsAtOnce_GivesBitIdenticalMetricsAndWeights()
    {
        _folder.Write("grid.yaml", Experiments.Grid);

        (string metrics, string[] weights) one = await RunAsync("1");
        (string metrics, string[] weights) two = await RunAsync("2");

        // Eight trials, four epochs of four metrics each, and two of the test set.
        Assert.Equal(1 + (8 * ((4 * 4) + 2)), one.metrics.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(one.metrics, two.metrics);
        Assert.Equal(8, one.weights.Distinct().Count());
        Assert.Equal(one.weights, two.weights);
    }

    [Fact]
    public async Task Run_Convolutions_GivesBitIdenticalMetricsAndWeightsHoweverManyTrialsAtOnce()
    {
        _folder.Write("grid.yaml", Experiments.Grid);
        string[] convolutions = ["--set", "architecture=[8c5-p2-16, 6c3s2v-p2]", "--set", "batch_normalization=true", "--set",
            "learning_rate=0.05", "--set", "epochs=2"];

        (string metrics, string[] weights) one = await RunAsync("1", convolutions);
        (string metrics, string[] weights) four = await RunAsync("4", convolutions);

        Assert.Equal(1 + (4 * ((2 * 4) + 2)), one.metrics.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(one.metrics, four.metrics);
        Assert.Equal(4, one.weights.Distinct().Count());
        Assert.Equal(one.weights, four.weights);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(string Metrics, string[] Weights)> RunAsync(string parallel, params string[] options)
    {
        string results = $"results-{parallel}";
        FinishedCommand run = await SweeperCommand.RunAsync(
            _folder.Root, ["run", "grid.yaml", "--parallel", parallel, "--results", results, "--no-report", .. options]);
        FinishedCommand query = await SweeperCommand.RunAsync(
            _folder.Root, "query", Metrics, "--results", results, "--format", "csv");
        string[] models = Directory.GetFiles(Path.Combine(_folder.Root, results, "grid", "models"), "*.safetensors");

        run.With(exitCode: 0);
        return (query.With(exitCode: 0).Output, [.. models.Order(StringComparer.Ordinal).Select(Hash)]);
    }

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
