using System.Text.Json;

namespace Sweeper.EndToEnd.Tests.Running;

public sealed class EarlyStoppingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Run_EarlyStopping_EndsTrialsAfterTheirBestEpochAndSaysWhy()
    {
        // Few images to train on: the loss on the others soon gets worse.
        _folder.Write(
            "stopping.yaml",
            """
            name: stopping
            dataset: {name: digits, train: 300, test: 100, train_limit: 40}
            parameters:
              architecture: "16"
              learning_rate: [0.2, 0.4]
              batch_size: 8
              epochs: 500
            early_stopping: {monitor: validation_loss, patience: 3, restore_best: true}
            """);

        (await SweeperCommand.RunAsync(_folder.Root, "run", "stopping.yaml", "--no-report")).With(exitCode: 0);
        JsonElement[] trials = await SweeperCommand.RowsAsync(
            _folder.Root, "query", "SELECT state, reason, epochs, best_epoch, best_validation_loss FROM runs");

        Assert.Equal(2, trials.Length);
        Assert.All(trials, trial =>
        {
            int epochs = trial.GetProperty("epochs").GetInt32();
            int best = trial.GetProperty("best_epoch").GetInt32();
            Assert.Equal("completed", trial.GetProperty("state").GetString());
            Assert.InRange(epochs, 4, 499);
            Assert.Equal(epochs - 3, best);
            Assert.Matches(
                $@"^early stopping: validation_loss did not improve on [0-9.]+ \(epoch {best}\) in 3 epochs$",
                trial.GetProperty("reason").GetString());
        });
    }

    public void Dispose() => _folder.Dispose();
}
