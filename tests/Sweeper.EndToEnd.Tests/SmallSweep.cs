using System.Security.Cryptography;

namespace Sweeper.EndToEnd.Tests;

/// <summary>Two trials that end in a moment, and everything that must come of them however often they were disturbed.</summary>
internal static class SmallSweep
{
    public const string File = "small.yaml";

    public const string Text =
        """
        name: small
        dataset: {name: digits, train: 80, test: 40}
        parameters: {architecture: "4", learning_rate: [0.1, 0.2], batch_size: 16, epochs: 2}
        """;

    private const string Metrics =
        """
        SELECT t.number, t.seed, t.state, t.reason, t.best_epoch, t.objective, m.epoch, n.name, m.value
        FROM trials AS t JOIN metrics AS m ON m.trial_id = t.trial_id JOIN metric_names AS n ON n.metric_id = m.metric_id
        ORDER BY t.number, m.epoch, n.name
        """;

    public static Task<FinishedCommand> RunAsync(string folder, string results) =>
        SweeperCommand.RunAsync(folder, "run", File, "--parallel", "1", "--results", results);

    /// <summary>Every metric of every sweep, and the checksums of the models.</summary>
    public static async Task<string> ReadAsync(string folder, string results)
    {
        FinishedCommand query = await SweeperCommand.RunAsync(folder, "query", Metrics, "--format", "csv", "--results", results);
        string[] models = Directory.GetFiles(Path.Combine(folder, results, "small", "models"));
        IEnumerable<string> sums = models.Order(StringComparer.Ordinal)
            .Select(m => $"{Path.GetFileName(m)} {Convert.ToHexString(SHA256.HashData(System.IO.File.ReadAllBytes(m)))}");
        return $"{query.With(exitCode: 0).Output}\n{string.Join('\n', sums)}";
    }
}
