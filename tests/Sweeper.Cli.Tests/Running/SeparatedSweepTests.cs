namespace Sweeper.Cli.Tests.Running;

/// <summary>A sweep with repeats until separated, and one with patience, as users run them.</summary>
public sealed class SeparatedSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_RepeatsUntilSeparated_SaysEverywhereWhatWasSaved()
    {
        string file = _folder.Write(
            "separated.yaml",
            TinyExperiment.Grid.Replace("seed: 7", "repeats: {min: 2, max: 3, until: separated}", StringComparison.Ordinal));

        CommandRun plan = Sweeper("plan", file), validated = Sweeper("validate", file);
        Assert.Equal(8, plan.OutputLines.Count(
            l => l.Contains("0.1", StringComparison.Ordinal) || l.Contains("0.2", StringComparison.Ordinal)));
        Assert.Contains(
            "after these 8 trials, the cells that cannot be told from the best get further repeats, 12 trials in all at most",
            plan.Messages,
            StringComparison.Ordinal);
        Assert.Contains("tiny, 8 to 12 trials, ", validated.Output, StringComparison.Ordinal);
        Assert.Contains(
            "each with 2 seeds, and with up to 3 until the best stands apart", validated.Output, StringComparison.Ordinal);

        CommandRun run = Sweeper("run", file, "--parallel", "2", "--results", _folder.File("results"), "--no-evaluate");
        Assert.StartsWith("tiny: 8 to 12 trials, 2 at once, ", run.MessageLines[0], StringComparison.Ordinal);
        string saved = run.MessageLines[^1].TrimEnd('.');
        Assert.Matches("^The best cells? .* after [0-9]+ trials, where repeats: 3 would have taken 12$", saved);

        string reason = char.ToLowerInvariant(saved[0]) + saved[1..];
        Assert.Contains(
            reason, OneLine(Sweeper("show", "tiny", "--results", _folder.File("results")).Output), StringComparison.Ordinal);
        Assert.Contains(
            reason + ".", OneLine(File.ReadAllText(_folder.File("results/tiny/report.html"))), StringComparison.Ordinal);

        CommandRun again = Sweeper("run", file, "--results", _folder.File("results"), "--no-report");
        Assert.Contains("done already", again.MessageLines[0], StringComparison.Ordinal);
        Assert.Equal(saved, again.MessageLines[^1].TrimEnd('.'));
        CommandRun verified = Sweeper("verify", "tiny", "--results", _folder.File("results"));
        Assert.Matches("^tiny: all [1-4] proposals come out the same.", verified.Output);
    }

    [Fact]
    public void Run_Patience_EndsSaysSoAndCarriesOnWhenItIsRaised()
    {
        // The first learns; the others do not.
        string file = _folder.Write("patient.yaml", TinyExperiment.Grid
            .Replace("architecture: [\"8\", \"16\"]", "architecture: \"16\"", StringComparison.Ordinal)
            .Replace("[0.1, 0.2]", "[0.2, 0.000001, 0.000002, 0.000003, 0.000004]", StringComparison.Ordinal)
            .Replace("seed: 7", "patience: 2", StringComparison.Ordinal));
        string[] arguments = ["run", file, "--parallel", "1", "--no-report", "--no-evaluate", "--results",
            _folder.File("results")];

        CommandRun first = Sweeper(arguments);
        Assert.Matches(
            "patience is over: the best validation_accuracy of [0-9.]+ has not improved in 2 trials; 2 trials left untrained. "
            + "A higher patience in the file carries on with the rest.$",
            OneLine(first.Messages));

        Assert.Contains(
            "a limit of the experiment was reached already", Sweeper(arguments).MessageLines[0], StringComparison.Ordinal);

        CommandRun raised = Sweeper([.. arguments, "--set", "patience=3"]);
        Assert.Equal("patience raised from 2 to 3: tiny carries on.", raised.MessageLines[0]);
        Assert.Contains("in 3 trials; 1 trial left untrained", OneLine(raised.Messages), StringComparison.Ordinal);
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static CommandRun Sweeper(params string[] arguments) => CommandRun.Of(arguments);
}
