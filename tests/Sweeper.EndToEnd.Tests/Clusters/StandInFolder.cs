using Sweeper.EndToEnd.Tests.Running;

namespace Sweeper.EndToEnd.Tests.Clusters;

/// <summary>A folder with an experiment that is run on a stand-in for Slurm, <c>slurm-stand-in.sh</c>.</summary>
internal sealed class StandInFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StandInFolder()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no bash.");
        Requirement.Need(Requirement.Program("flock"), "flock (util-linux) is missing.");
        Directory.CreateDirectory(_folder.File("bin"));
        string script = Path.Combine(AppContext.BaseDirectory, "Clusters", "slurm-stand-in.sh");
        foreach (string name in new[] { "sbatch", "squeue", "sacct", "scancel", "scontrol", "sinfo" })
        {
            string copy = _folder.File($"bin/{name}");
            System.IO.File.Copy(script, copy);
            if (!OperatingSystem.IsWindows())
                System.IO.File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Variables =
        [
            new("PATH", $"{_folder.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}"),
            new("STAND_IN", Directory.CreateDirectory(_folder.File("stand-in")).FullName),
        ];
    }

    /// <summary>What commands need to find it; more can be told it.</summary>
    public List<KeyValuePair<string, string>> Variables { get; }

    public string[] Submissions => Directory.GetFiles(Cluster("submissions"), "*.json");

    public string[] Shards => Directory.Exists(Cluster("shards"))
        ? [.. Directory.GetFiles(Cluster("shards")).Order(StringComparer.Ordinal)] : [];

    public string File(string name) => _folder.File(name);

    /// <summary>A file or folder of what the run and its tasks share.</summary>
    public string Cluster(string name) => _folder.File($"there/s/cluster/{name}");

    public SweepContent Content() => new(_folder.File("there"));

    public void Write(string experiment) => _folder.Write("s.yaml", experiment);

    /// <summary>Starts the experiment on it.</summary>
    public SweeperProcess Start(params string[] options) =>
        SweeperProcess.Start(
            _folder.Root, Variables,
            ["run", "s.yaml", "--on", "slurm", "--no-report", "--no-evaluate", "--results", "there", .. options]);

    /// <summary>Runs the experiment on it.</summary>
    public async Task<FinishedCommand> RunAsync(params string[] options)
    {
        using SweeperProcess run = Start(options);
        return await run.EndAsync();
    }

    public async Task<FinishedCommand> SweeperAsync(params string[] arguments)
    {
        using SweeperProcess process = SweeperProcess.Start(_folder.Root, Variables, arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs a script that may mount disks, which only it and what it starts see.</summary>
    /// <param name="mount">Mounts one; the test is skipped where this user may not.</param>
    /// <param name="script">What comes then.</param>
    public async Task<FinishedCommand> ShellAsync(string mount, string script)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Other systems mount disks in other ways.");
        FinishedCommand probe = await Shell.RunAsync(_folder.Root, $"unshare --map-root-user --mount sh -c '{mount}'");
        Skip.If(probe.ExitCode != 0, $"This user may not mount disks: {probe.Messages}");
        string variables = string.Concat(Variables.Select(v => $"export {v.Key}='{v.Value}'\n"));
        _folder.Write(
            "script.sh", $"{variables}sweeper() {{ \"$SWEEPER_HOST\" \"$SWEEPER_ASSEMBLY\" \"$@\"; }}\n{mount}\n{script}\n");
        return await Shell.RunAsync(_folder.Root, "unshare --map-root-user --mount sh script.sh");
    }

    public void Dispose() => _folder.Dispose();
}
