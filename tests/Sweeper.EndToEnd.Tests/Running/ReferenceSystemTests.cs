using System.Globalization;
using System.Text.Json;

namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>
/// Shipped experiments that repeat published ones come where those came, or are on the way there after a few epochs.
/// </summary>
public sealed class ReferenceSystemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [LongFact]
    public async Task Run_UntrainedNetwork_GuessesOneDigitInTen()
    {
        JsonElement[] rows = await RunAsync("untrained-network", "SELECT best_test_accuracy AS accuracy, best_epoch FROM runs");

        Assert.Equal(10, rows.Length);
        Assert.All(rows, row => Assert.Equal(0, row.GetProperty("best_epoch").GetInt32()));
        Assert.InRange(rows.Average(Accuracy), 0.07, 0.13);
    }

    [LongFact]
    public async Task Run_HundredSamples_ReachesAQuarterToAHalfInTwentyEpochs()
    {
        JsonElement[] rows = await RunAsync(
            "hundred-samples",
            "SELECT final_test_accuracy AS accuracy, final_train_accuracy FROM runs",
            "epochs=20",
            "initializer={name: normal, scale: 1}",
            "repeats=5");

        Assert.Equal(5, rows.Length);
        Assert.InRange(rows.Average(Accuracy), 0.25, 0.5);
        Assert.All(rows, row => Assert.InRange(row.GetProperty("final_train_accuracy").GetDouble(), 0.4, 0.9));
    }

    [LongFact]
    public async Task Run_FullBatch_IsWithinTheSpreadOfThePublishedCurveAfterAHundredSteps()
    {
        JsonElement[] rows = await RunAsync(
            "full-batch-relu",
            "SELECT epoch, train_accuracy AS accuracy FROM epochs WHERE epoch IN (1, 101) ORDER BY epoch",
            "dataset={name: mnist, validation: 1000, train_limit: 4100}",
            "epochs=101",
            "repeats=2");

        Assert.Equal([1, 1, 101, 101], rows.Select(row => row.GetProperty("epoch").GetInt32()));
        Assert.All(rows[..2], row => Assert.InRange(Accuracy(row), 0.02, 0.2));
        Assert.All(rows[2..], row => Assert.InRange(Accuracy(row), 0.35, 0.75));
    }

    [LongFact]
    public async Task Run_HeReluSoftmax_ReadsMostDigitsAfterThreeEpochs()
    {
        JsonElement row = Assert.Single(
            await RunAsync("he-relu-softmax", "SELECT final_test_accuracy AS accuracy FROM runs", "epochs=3", "repeats=1"));

        Assert.InRange(Accuracy(row), 0.955, 0.98);
    }

    [LongFact]
    public async Task Run_GridChosenOnTheTestSet_SaysSoInItsReport()
    {
        await RunAsync(
            "sigmoid-grid",
            "SELECT 1 AS accuracy",
            "epochs=1",
            "repeats=1",
            "architecture=[\"64\", \"128\"]",
            "learning_rate=0.2");

        string report = await File.ReadAllTextAsync(Path.Combine(_folder.Root, "results", "sigmoid-grid", "report.html"));

        Assert.Contains("was chosen on the test set", report, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static double Accuracy(JsonElement row) => row.GetProperty("accuracy").GetDouble();

    /// <summary>Runs a shipped experiment with some values changed, and queries its results.</summary>
    private async Task<JsonElement[]> RunAsync(string experiment, string sql, params string[] settings)
    {
        string data = MnistFolder.Need();
        string file = Path.Combine(
            Checkout.Root, "experiments", string.Create(CultureInfo.InvariantCulture, $"{experiment}.yaml"));
        string[] set = [.. settings.SelectMany(s => (string[])["--set", s])];

        (await SweeperCommand.RunAsync(_folder.Root, ["run", file, "--data", data, .. set])).With(exitCode: 0);

        return await SweeperCommand.RowsAsync(_folder.Root, "query", sql);
    }
}
