using Sweeper.EndToEnd.Tests.Running;

namespace Sweeper.EndToEnd.Tests.Clusters;

/// <summary>A folder with an experiment that is run here and on the cluster.</summary>
internal sealed class ClusterSweepFolder(SlurmNode node, string experiment) : IDisposable
{
    private readonly TemporaryFolder _folder = Written(experiment);

    public string Root => _folder.Root;

    public string ClusterFolder => _folder.File("cluster/s/cluster");

    public string File(string name) => _folder.File(name);

    public void Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Runs it on this machine.</summary>
    public async Task<SweepContent> HereAsync()
    {
        (await SweeperProcess.RunAsync(Root, "run", "s.yaml", "--parallel", "1", "--no-report", "--no-evaluate", "--results", "here")).With(exitCode: 0);
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

    /// <summary>What the cluster has come to.</summary>
    public SweepContent Content() => new(_folder.File("cluster"));

    public void Dispose() => _folder.Dispose();

    private static TemporaryFolder Written(string experiment)
    {
        var folder = new TemporaryFolder();
        folder.Write("s.yaml", experiment);
        return folder;
    }
}
