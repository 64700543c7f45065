using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sweeper.EndToEnd.Tests.Running;

namespace Sweeper.EndToEnd.Tests.Clusters;

/// <summary>
/// A Slurm cluster of one node, of two cores, on this machine; and a folder that its tasks see. Tests of it are skipped where
/// Slurm cannot be started, and fail there in CI.
/// </summary>
public sealed class SlurmNode : IDisposable
{
    private readonly string _cluster = Directory.CreateTempSubdirectory("slurm.").FullName;
    private readonly string[] _ports = [.. FreePorts(2).Select(p => $"{p}")];
    private readonly string? _obstacle;
    private readonly Dictionary<string, SweepContent> _here = [];

    public SlurmNode() => _obstacle = OperatingSystem.IsLinux() ? Node("start", _ports) : "Slurm runs on Linux.";

    /// <summary>What commands need to find the cluster.</summary>
    public KeyValuePair<string, string>[] Variables => [new("SLURM_CONF", Path.Combine(_cluster, "slurm.conf"))];

    /// <summary>Goes on where the cluster runs, once nothing of an earlier test is left on it.</summary>
    public void Need()
    {
        Requirement.Need(_obstacle is null ? "" : null, $"Slurm cannot be started: {_obstacle}");
        Run("scancel", $"--user={Environment.UserName}");
        long started = Stopwatch.GetTimestamp();
        int revivals = 0;
        while (Queue().Length > 0 || !Run("sinfo", "-h", "-o", "%T", "-p", "main").StartsWith("idle", StringComparison.Ordinal))
        {
            // A node that lost its tasks while it was stopped may take minutes to say so.
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(30))
            {
                Assert.True(revivals++ < 3, "The node takes no tasks.");
                Attend();
                Renew();
                started = Stopwatch.GetTimestamp();
            }

            Thread.Sleep(200);
        }
    }

    /// <summary>What an experiment comes to on this machine.</summary>
    internal async Task<SweepContent> HereAsync(ClusterSweepFolder folder)
    {
        if (!_here.TryGetValue(folder.Experiment, out SweepContent? content))
            _here.Add(folder.Experiment, content = await folder.HereAsync());

        // Read while its folder is there.
        _ = content.Weights;
        return content;
    }

    /// <summary>Ends a daemon.</summary>
    /// <param name="daemon">Its name.</param>
    /// <param name="signal">The signal, without SIG.</param>
    public void End(string daemon, string signal) =>
        Run("kill", $"-{signal}", File.ReadAllText(Path.Combine(_cluster, $"{daemon}.pid")).Trim());

    /// <summary>Starts what has died of the cluster.</summary>
    public void Revive() => Assert.Null(Node("start", _ports));

    /// <summary>
    /// Ends the cluster with all its tasks and starts it again. A controller that was killed gives numbers of jobs again that
    /// the node still knows, and Slurm then drains the node.
    /// </summary>
    public void Renew()
    {
        Node("stop", []);
        Revive();
    }

    /// <summary>Runs a command of Slurm.</summary>
    /// <returns>What it wrote.</returns>
    public string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = Variables[0].Value;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    /// <summary>
    /// What whoever keeps a cluster does after a daemon died: a node that Slurm drained for it takes tasks again, and so do
    /// those that it holds since they could not be started.
    /// </summary>
    public void Attend()
    {
        if (Run("sinfo", "-h", "-o", "%T", "-p", "main").StartsWith("drain", StringComparison.Ordinal))
            Run("scontrol", "update", $"nodename={Environment.MachineName}", "state=resume");
        foreach (string held in Run("squeue", "-h", "-r", "-o", "%i %r").Split('\n').Where(
            l => l.Contains("held", StringComparison.Ordinal)))
            Run("scontrol", "release", held.Split(' ')[0]);
    }

    /// <summary>The tasks that wait or run: number and state of each.</summary>
    public string[] Queue() => Run("squeue", "-h", "-r", "-o", "%i %T").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
            Node("stop", []);
        Directory.Delete(_cluster, recursive: true);
    }

    /// <summary>What starts and stops clusters.</summary>
    public static string Script => Path.Combine(AppContext.BaseDirectory, "Clusters", "slurm-node.sh");

    private string? Node(string command, string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Script, command, _cluster, .. arguments]) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : error.Trim();
    }

    /// <summary>Ports that nobody listens at.</summary>
    public static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
            listener.Dispose();
        return ports;
    }
}

/// <summary>Tests that wait for most of their time: they have a cluster of their own, beside the others.</summary>
[CollectionDefinition(Name)]
public sealed class PatientSlurmTests : ICollectionFixture<SlurmNode>
{
    public const string Name = "patient slurm";
}

/// <summary>Tests that share the one cluster, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SlurmTests : ICollectionFixture<SlurmNode>
{
    public const string Name = "slurm";
}
