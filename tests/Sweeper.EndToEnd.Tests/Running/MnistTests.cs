using System.Text.Json;

namespace Sweeper.EndToEnd.Tests.Running;

public sealed class MnistTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [LongFact]
    public async Task Run_Mnist_ReachesTheAccuracyThatSuchANetworkReaches()
    {
        string data = MnistFolder.Need();
        _folder.Write(
            "mnist.yaml",
            """
            name: mnist
            dataset: mnist
            parameters:
              architecture: ["32", "linear"]
              activation: relu
              learning_rate: 0.1
              batch_size: 32
              epochs: 2
            """);

        (await SweeperCommand.RunAsync(_folder.Root, "run", "mnist.yaml", "--data", data)).With(exitCode: 0);
        JsonElement[] trials = await SweeperCommand.RowsAsync(_folder.Root, "trials", "mnist");

        Assert.All(trials, t => Assert.Equal("completed", t.GetProperty("state").GetString()));
        Assert.Equal(["32", "linear"], trials.Select(t => t.GetProperty("architecture").GetString()));
        Assert.InRange(trials[0].GetProperty("test_accuracy").GetDouble(), 0.94, 0.98);
        Assert.InRange(trials[1].GetProperty("test_accuracy").GetDouble(), 0.90, 0.94);
    }

    public void Dispose() => _folder.Dispose();
}
