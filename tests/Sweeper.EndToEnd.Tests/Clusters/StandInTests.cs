using Sweeper.EndToEnd.Tests.Running;

namespace Sweeper.EndToEnd.Tests.Clusters;

/// <summary>Many trials, through a stand-in for Slurm's commands that runs tasks on this machine.</summary>
public sealed class StandInTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StandInTests()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no bash.");
        Requirement.Need(Requirement.Program("flock"), "flock (util-linux) is missing.");
        Directory.CreateDirectory(_folder.File("bin"));
        string script = Path.Combine(AppContext.BaseDirectory, "Clusters", "slurm-stand-in.sh");
        foreach (string name in new[] { "sbatch", "squeue", "scancel", "scontrol", "sinfo" })
        {
            string copy = _folder.File($"bin/{name}");
            File.Copy(script, copy);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public Task Run_ManyTrials_AreSubmittedInPiecesAndAllRecorded() => RunAsync(trials: 40, perTask: 10, array: 2);

    [LongFact]
    public Task Run_TwoThousandTrials_AreSubmittedInPiecesAndAllRecorded() => RunAsync(trials: 2_000, perTask: 100, array: 4);

    private async Task RunAsync(int trials, int perTask, int array)
    {
        _folder.Write(
            "s.yaml",
            $$"""
            name: s
            dataset: {name: digits, train: 20, test: 10}
            parameters: {architecture: "2", learning_rate: [{{string.Join(", ", Enumerable.Range(1, trials / 10).Select(i => $"0.{i:D4}"))}}], epochs: 1}
            repeats: 10
            cluster: {trials_per_task: {{perTask}}}
            """);
        KeyValuePair<string, string>[] variables =
        [
            new("PATH", $"{_folder.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}"),
            new("STAND_IN", Directory.CreateDirectory(_folder.File("stand-in")).FullName),
            new("STAND_IN_ARRAY", $"{array}"),
        ];
        using SweeperProcess run = SweeperProcess.Start(
            _folder.Root, variables, ["run", "s.yaml", "--on", "slurm", "--no-report", "--no-evaluate", "--results", "there"]);

        (await run.EndAsync()).With(exitCode: 0);

        var there = new SweepContent(_folder.File("there"));
        Assert.Equal(trials, there.Epochs.Keys.Select(k => k.Trial).Distinct().Count());
        Assert.Equal(Math.Ceiling(trials / (double)perTask / array), File.ReadAllLines(_folder.File("stand-in/count")).Length);
    }
}
