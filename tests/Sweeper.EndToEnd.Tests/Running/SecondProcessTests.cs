using System.Text.Json;

namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>What others may do to a results folder while a sweep runs in it.</summary>
public sealed class SecondProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Run_ResultsFolderInUse_IsRefusedAndNamesTheProcess()
    {
        using SweeperProcess first = await StartEndlessAsync();
        _folder.Write("grid.yaml", Experiments.Grid);

        FinishedCommand second = await SweeperCommand.RunAsync(_folder.Root, "run", "grid.yaml");

        Assert.Equal((3, ""), (second.ExitCode, second.Output));
        string line = Assert.Single(second.MessageLines);
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains($"{first.Id}", line, StringComparison.Ordinal);
        Assert.Contains("--results", line, StringComparison.Ordinal);
        Assert.Equal("endless", Assert.Single(await ListAsync()).GetProperty("sweep").GetString());
    }

    [LongFact]
    public async Task ListAndTrials_WhileASweepRuns_ShowHowFarItIs()
    {
        using SweeperProcess runner = await StartEndlessAsync();

        JsonElement sweep = Assert.Single(await ListAsync());
        JsonElement[] trials = await SweeperCommand.RowsAsync(_folder.Root, "trials", "endless");
        (await SweeperCommand.RunAsync(_folder.Root, "report", "endless", "--output", "half.html")).With(exitCode: 0);

        Assert.Equal(("running", 0), (sweep.GetProperty("state").GetString(), sweep.GetProperty("done").GetInt32()));
        Assert.Equal("running", Assert.Single(trials).GetProperty("state").GetString());
        string report = await File.ReadAllTextAsync(Path.Combine(_folder.Root, "half.html"));
        Assert.Contains("it is running", report, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task Run_EarlierRunWasKilled_CarriesOn()
    {
        using (SweeperProcess killed = await StartEndlessAsync())
            Assert.DoesNotContain("error", killed.Messages, StringComparison.Ordinal);

        using SweeperProcess again = SweeperProcess.Start(_folder.Root, "run", "endless.yaml");
        await again.WaitForMessageAsync("endless: carrying on with 1 of 1 trial, 1 at once");

        Assert.Equal("running", Assert.Single(await ListAsync()).GetProperty("state").GetString());
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A sweep that runs, with epochs in the database.</summary>
    private async Task<SweeperProcess> StartEndlessAsync()
    {
        _folder.Write("endless.yaml", Experiments.Endless);
        SweeperProcess process = SweeperProcess.Start(_folder.Root, "run", "endless.yaml");
        try
        {
            await process.WaitForMessageAsync("endless: 1 trial");
            await Deadline.WaitAsync(HasEpochsAsync, "The trial never ended an epoch.");
            return process;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    private async Task<bool> HasEpochsAsync() =>
        (await SweeperCommand.RowsAsync(_folder.Root, "query", "SELECT epoch FROM epochs LIMIT 1")).Length == 1;

    private async Task<JsonElement[]> ListAsync() =>
        await SweeperCommand.RowsAsync(_folder.Root, "list");
}
