using System.Diagnostics;
using Sweeper.EndToEnd.Tests.Running;

namespace Sweeper.EndToEnd.Tests.Clusters;

/// <summary>A folder with an experiment that is run here and on the cluster.</summary>
internal sealed class ClusterSweepFolder(SlurmNode node, string experiment) : IDisposable
{
    private readonly TemporaryFolder _folder = Written(experiment);

    public string Root => _folder.Root;

    public string Experiment => experiment;

    public string ClusterFolder => _folder.File("cluster/s/cluster");

    public string File(string name) => _folder.File(name);

    public void Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Runs it on this machine.</summary>
    public async Task<SweepContent> HereAsync()
    {
        (await SweeperProcess.RunAsync(Root, "run", "s.yaml", "--parallel", "1", "--no-report", "--no-evaluate", "--results",
            "here")).With(exitCode: 0);
        return new SweepContent(_folder.File("here"));
    }

    /// <summary>Starts it on the cluster.</summary>
    public SweeperProcess Start(params string[] options) => SweeperProcess.Start(
        Root,
        node.Variables,
        ["run", "s.yaml", "--on", "slurm", "--no-report", "--no-evaluate", "--results", "cluster", .. options]);

    /// <summary>Runs it on the cluster to its end.</summary>
    public async Task<FinishedCommand> RunAsync(params string[] options)
    {
        using SweeperProcess run = Start(options);
        return await run.EndAsync();
    }

    /// <summary>Runs another command on what the cluster has come to.</summary>
    public async Task<FinishedCommand> SweeperAsync(params string[] arguments)
    {
        using SweeperProcess process = SweeperProcess.Start(Root, node.Variables, [.. arguments, "--results", "cluster"]);
        return await process.EndAsync();
    }

    /// <summary>Runs it on the cluster to its end, which is to be what it comes to here.</summary>
    public async Task ExpectAsync(SweepContent here)
    {
        (await RunAsync()).With(exitCode: 0);
        Expect(here);
    }

    /// <summary>The cluster is to have come to what comes of it here, and to have nothing left to do.</summary>
    public void Expect(SweepContent here)
    {
        SweepContent there = Content();
        Assert.Equal(here.Table, there.Table);
        Assert.Equal(here.Weights, there.Weights);
        Assert.DoesNotContain(node.Queue(), t => t.EndsWith("PENDING", StringComparison.Ordinal));
    }

    /// <summary>What the cluster has come to.</summary>
    public SweepContent Content() => new(_folder.File("cluster"));

    /// <summary>Waits for a task whose attempt has written an epoch, and not its end.</summary>
    /// <returns>What Slurm calls it, such as <c>17_3</c>.</returns>
    public async Task<string> FirstRunningAsync()
    {
        string? task = null;
        await Deadline.WaitAsync(
            async () =>
            {
                await Task.Delay(50);
                string shards = Path.Combine(ClusterFolder, "shards");
                string? text = Directory.Exists(shards)
                    ? Directory.GetFiles(shards).Select(System.IO.File.ReadAllText).FirstOrDefault(s => s.Contains(
                        "\"Epoch\"", StringComparison.Ordinal)
                        && !s.Contains("\"End\"", StringComparison.Ordinal))
                    : null;
                task = text?.Split("\"Job\":\"")[1].Split('"')[0];
                return task is not null;
            },
            "No task ever trained.");
        return task!;
    }

    /// <summary>Kills the process of a task.</summary>
    /// <returns>Whether one was there.</returns>
    public bool KillWorker()
    {
        foreach (string process in Directory.GetDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
        {
            try
            {
                if (!System.IO.File.ReadAllText(Path.Combine(process, "cmdline")).Contains(
                    $"work\0{ClusterFolder}", StringComparison.Ordinal))
                    continue;
                using Process worker = Process.GetProcessById(
                    int.Parse(Path.GetFileName(process), System.Globalization.CultureInfo.InvariantCulture));
                worker.Kill();
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
                or InvalidOperationException)
            {
                // It has ended meanwhile.
            }
        }

        return false;
    }

    public void Dispose() => _folder.Dispose();

    private static TemporaryFolder Written(string experiment)
    {
        var folder = new TemporaryFolder();
        folder.Write("s.yaml", experiment);
        return folder;
    }
}
