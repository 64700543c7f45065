namespace Sweeper.EndToEnd.Tests.Faults;

/// <summary>System calls of the real process on its files fail, SQLite's own among them.</summary>
public sealed class InjectedFaultTests : IClassFixture<UndisturbedSweep>, IDisposable
{
    // Which of them SQLite uses depends on how it was compiled.
    private const string Writing = "write,pwrite64";

    private readonly TemporaryFolder _folder = new();
    private readonly UndisturbedSweep _undisturbed;

    public InjectedFaultTests(UndisturbedSweep undisturbed)
    {
        _undisturbed = undisturbed;
        _folder.Write(SmallSweep.File, SmallSweep.Text);
    }

    public static TheoryData<string, string, string> OtherFaults => new()
    {
        { Writing, "ENOSPC", "10" },
        { Writing, "EIO", "60+" },
        { "fsync", "EIO", "4" },
        { "pwrite64", "ENOSPC", "2+" },
        { "rename", "ENOSPC", "2" },
        { "openat", "ENOSPC", "2+" },
    };

    [SkippableFact]
    public Task Run_SystemCallFails_NamesTheDiskAndIsCarriedOnByTheSameCommand() => FailAsync(Writing, "ENOSPC", "40+");

    [LongTheory]
    [MemberData(nameof(OtherFaults))]
    public Task Run_OtherSystemCallFails_NamesTheDiskAndIsCarriedOnByTheSameCommand(string call, string error, string when) =>
        FailAsync(call, error, when);

    public void Dispose() => _folder.Dispose();

    private async Task FailAsync(string call, string error, string when)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "strace is a program for Linux.");
        Requirement.Need(Requirement.Program("strace"), "Install strace for tests of system calls that fail.");

        // Only calls on these files are counted: the runtime makes many of its own.
        string[] files =
        [
            "sweeper.db", "sweeper.db-wal", "sweeper.db-shm", "sweeper.db-journal", "small/models/trial-1.safetensors.tmp",
            "small/models/trial-2.safetensors.tmp", "small/models/trial-1.safetensors",
        ];
        Directory.CreateDirectory(Path.Combine(_folder.Root, "results"));
        string paths = string.Join(' ', files.Select(f => $"-P '{Path.Combine(_folder.Root, "results", f)}'"));
        FinishedCommand failed = await Shell.RunAsync(
            _folder.Root,
            $"strace -f -qq -o trace.txt {paths} -e trace={call} -e inject={call}:error={error}:when={when} "
            + "\"$SWEEPER_HOST\" \"$SWEEPER_ASSEMBLY\" run small.yaml --results results --parallel 1");

        Assert.Contains(
            "(INJECTED)", await File.ReadAllTextAsync(Path.Combine(_folder.Root, "trace.txt")), StringComparison.Ordinal);
        string line = Assert.Single(
            failed.With(exitCode: 3).MessageLines, l => l.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Contains(Path.Combine(_folder.Root, "results"), line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failed.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("failed:", failed.Messages, StringComparison.Ordinal);
        (await SmallSweep.RunAsync(_folder.Root, "results")).With(exitCode: 0);
        Assert.Equal(_undisturbed.Content, await SmallSweep.ReadAsync(_folder.Root, "results"));
    }
}
