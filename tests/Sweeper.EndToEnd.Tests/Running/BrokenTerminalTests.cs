using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>Streams that are closed from the beginning, and terminals that go away under a run.</summary>
public sealed class BrokenTerminalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Results => _folder.File("results");

    [LongFact]
    public Task Run_ClosedStreams_TrainsEverything() => TakeNothingAsync("<&- >&- 2>&-");

    [LongFact]
    public Task Run_StreamsToFullDisk_TrainsEverything() => TakeNothingAsync(">/dev/full 2>/dev/full");

    [LongFact]
    public async Task Run_TerminalGoesAwayAndNobodyTellsIt_TrainsEverything()
    {
        _folder.Write("longer.yaml", Experiments.Longer);

        // The shell is told, and passes over it.
        using Process terminal = StartInTerminal($"trap : HUP; {Command} run longer.yaml; echo $? > code");
        await StartsAsync();
        terminal.Kill();
        await Deadline.WaitAsync(
            () => Task.FromResult(File.Exists(_folder.File("code")) && File.ReadAllText(_folder.File("code")).Length > 0),
            () => $"The run never ended: {Processes()}");

        Assert.Equal("3", File.ReadAllText(_folder.File("code")).Trim());
        AssertIsComplete(trials: 8);
    }

    [SkippableFact]
    public async Task Run_TerminalGoesAwayAndSaysSo_EndsAsInterrupted()
    {
        IgnoredSignals.SkipFor("HUP");
        _folder.Write("endless.yaml", Experiments.Endless);

        using Process terminal = StartInTerminal($"echo $$ > process; exec {Command} run endless.yaml");
        await StartsAsync();
        using Process run = Process.GetProcessById(
            int.Parse(File.ReadAllText(_folder.File("process")), CultureInfo.InvariantCulture));
        terminal.Kill();

        try
        {
            // As it was recorded: what is said of a run that died needs no record.
            await Deadline.WaitAsync(
                async () => (await SweeperCommand.RowsAsync(_folder.Root, "query",
                    "SELECT state FROM sweeps")) is [JsonElement sweep]
                    && sweep.GetProperty("state").GetString() == "interrupted",
                "The sweep was never recorded as interrupted.");
        }
        finally
        {
            run.Kill();
        }

        Assert.Equal(TrialState.Interrupted, Assert.Single(new SweepContent(Results).Trials).State);
    }

    public void Dispose() => _folder.Dispose();

    private async Task TakeNothingAsync(string streams)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "It has /dev/full.");
        _folder.Write("grid.yaml", Experiments.Grid);

        using Process shell = Start("sh", "-c", $"{Command} run grid.yaml {streams}");
        await shell.WaitForExitAsync();

        Assert.Equal(3, shell.ExitCode);
        AssertIsComplete(trials: 8);
    }

    // What its processes wait for, should it hang.
    private static string Processes()
    {
        using var list = Process.Start(
            new ProcessStartInfo("ps", ["-eLo", "pid,ppid,stat,wchan:30,comm,args"]) { RedirectStandardOutput = true })!;
        return string.Join(
            '\n', list.StandardOutput.ReadToEnd().Split('\n').Where(l => l.Contains("longer.yaml", StringComparison.Ordinal)));
    }

    private static string Command => $"'{SweeperProcess.Host}' '{SweeperProcess.Assembly}'";

    private Process StartInTerminal(string command)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "'script', which gives a process a terminal, has other arguments elsewhere.");
        string script = Requirement.Need(Requirement.Program("script"), "Install 'script' (bsdutils) for tests in a terminal.");
        return Start(script, "--quiet", "--command", command, "/dev/null");
    }

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.Root, RedirectStandardInput = true };
        start.Environment["TERM"] = "xterm-256color";
        return Process.Start(start)!;
    }

    // A trial that is training is in the database.
    private Task StartsAsync() => Deadline.WaitAsync(() => Task.FromResult(IsTraining()), "No trial was ever started.");

    // Looked at in this process: on a busy machine a command may take longer than the sweep.
    private bool IsTraining()
    {
        if (!File.Exists(Path.Combine(Results, "sweeper.db")))
            return false;
        try
        {
            using var reader = SqliteSweepReader.Open(Results);
            return reader.ReadSweeps().Any(s => s.TrialCounts.ContainsKey(TrialState.Running));
        }
        catch (SweeperException)
        {
            // It is being made.
            return false;
        }
    }

    private void AssertIsComplete(int trials)
    {
        var content = new SweepContent(Results);
        Assert.Equal(SweepState.Completed, content.Sweep.State);
        Assert.Equal(trials, content.Trials.Count(t => t.State == TrialState.Completed));
    }
}
