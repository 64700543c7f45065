using Sweeper.EndToEnd.Tests.Running;

namespace Sweeper.EndToEnd.Tests.Clusters;

/// <summary>A shared folder that becomes full, on a disk of its own that only the run, its tasks and their Slurm see.</summary>
public sealed class FullFolderTests : IDisposable
{
    private const string Experiment =
        """
        name: s
        dataset: {name: digits, train: 20, test: 10}
        parameters: {architecture: "2", learning_rate: [0.1, 0.2, 0.3], epochs: 400}
        """;

    private const string Mount = "mount -t tmpfs -o size=32m sweeper-test there";

    private readonly StandInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LongFact]
    public async Task Run_FolderFullAtOnce_CarriesOnWhenThereIsSpace()
    {
        _folder.Write(Experiment);
        Directory.CreateDirectory(_folder.File("there"));

        await ExpectAsync(await _folder.ShellAsync(Mount, Script(kilobytes: 100)));
    }

    [LongFact]
    public async Task Run_FolderFullWhileSlurmTrains_CarriesOnWhenThereIsSpace()
    {
        _folder.Write(Experiment);
        string there = Directory.CreateDirectory(_folder.File("there")).FullName;
        string cluster = Directory.CreateTempSubdirectory("slurm.").FullName;
        FinishedCommand probe = await Shell.RunAsync(Path.GetDirectoryName(there)!, $"unshare --mount sh -c '{Mount}'");
        Requirement.Need(probe.ExitCode == 0 ? "" : null, $"This user may not mount disks: {probe.Messages}");
        int[] ports = SlurmNode.FreePorts(2);

        FinishedCommand command = await Shell.RunAsync(
            Path.GetDirectoryName(there)!,
            $$"""
            cat >script.sh <<'END'
            sweeper() { "$SWEEPER_HOST" "$SWEEPER_ASSEMBLY" "$@"; }
            {{Mount}}
            export SLURM_CONF='{{cluster}}/slurm.conf'
            bash '{{SlurmNode.Script}}' start '{{cluster}}' {{ports[0]}} {{ports[1]}} || echo "no cluster"
            {{Script(kilobytes: 250)}}
            bash '{{SlurmNode.Script}}' stop '{{cluster}}'
            END
            unshare --mount sh script.sh
            """);
        Directory.Delete(cluster, recursive: true);

        Requirement.Need(
            command.OutputLines.Contains("no cluster") ? null : "", $"Slurm cannot be started: {command.Messages}");
        await ExpectAsync(command);
    }

    private static string Script(int kilobytes)
    {
        const string Run = "sweeper run s.yaml --on slurm --no-report --no-evaluate --results there";
        return $"""
            mount -o remount,size={kilobytes}k there
            {Run}; echo "first: $?"
            mount -o remount,size=32m there
            for again in 1 2 3; do {Run} && break; done; echo "last: $?"
            cp -r there kept
            """;
    }

    private async Task ExpectAsync(FinishedCommand command)
    {
        (await _folder.SweeperAsync("run", "s.yaml", "--no-report", "--no-evaluate", "--results", "here")).With(exitCode: 0);

        Assert.DoesNotContain("first: 0", command.OutputLines);
        Assert.Contains("last: 0", command.OutputLines);
        Assert.DoesNotContain("   at ", command.Messages, StringComparison.Ordinal);
        Assert.Equal(new SweepContent(_folder.File("here")).Table, new SweepContent(_folder.File("kept")).Table);
    }
}
