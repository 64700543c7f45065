using System.Text.RegularExpressions;

namespace Sweeper.EndToEnd.Tests.Faults;

/// <summary>What was acknowledged is on disk: shown by the order of the system calls.</summary>
public sealed partial class PowerLossTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PowerLossTests() => _folder.Write(SmallSweep.File, SmallSweep.Text);

    [SkippableFact]
    public async Task Run_EndOfATrial_IsSyncedBeforeItIsTold()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "strace is a program for Linux.");
        Requirement.Need(Requirement.Program("strace"), "Install strace for tests of what is synced when.");
        FinishedCommand run = await Shell.RunAsync(
            _folder.Root,
            "strace -f -y -qq -s 16 -o trace.txt -e trace=write,pwrite64,fsync,fdatasync,rename "
            + "\"$SWEEPER_HOST\" \"$SWEEPER_ASSEMBLY\" run small.yaml --parallel 1 --no-report");
        run.With(exitCode: 0);

        var unsynced = new HashSet<string>();
        var syncing = new Dictionary<string, string>();
        var renamed = new HashSet<string>();
        int told = 0;
        foreach (string line in await File.ReadAllLinesAsync(Path.Combine(_folder.Root, "trace.txt")))
        {
            string thread = line.Split(' ')[0];
            Match sync = Sync().Match(line);
            if (Resumed().IsMatch(line) && syncing.Remove(thread, out string? synced))
                unsynced.Remove(synced);
            else if (sync.Success && line.EndsWith("<unfinished ...>", StringComparison.Ordinal))
                syncing[thread] = sync.Groups["path"].Value;
            else if (sync.Success)
                unsynced.Remove(sync.Groups["path"].Value);
            else if (Renaming().Match(line) is { Success: true } rename)
                AssertSynced(unsynced, rename.Groups["path"].Value, renamed);
            else if (Telling().IsMatch(line))
                AssertNothingPending(unsynced, renamed, ++told);
            else if (Writing().Match(line) is { Success: true } write && HasToLast(write.Groups["path"].Value))
                unsynced.Add(write.Groups["path"].Value);
        }

        Assert.Equal(2, told);
    }

    public void Dispose() => _folder.Dispose();

    // Who holds the lock means nothing once the machine has lost power.
    private static bool HasToLast(string path) =>
        path.Contains("/results/", StringComparison.Ordinal) && !path.Contains("/sweeper.lock", StringComparison.Ordinal);

    // A file takes its name only when its content is on disk; the folder is then to be synced too.
    private static void AssertSynced(HashSet<string> unsynced, string path, HashSet<string> renamed)
    {
        Assert.DoesNotContain(path, unsynced);
        if (path.EndsWith(".safetensors.tmp", StringComparison.Ordinal))
        {
            unsynced.Add(Path.GetDirectoryName(path)!);
            renamed.Add(Path.GetFileName(path));
        }
    }

    // The index of the log is rebuilt from the log after a crash, and needs no sync.
    private static void AssertNothingPending(HashSet<string> unsynced, HashSet<string> renamed, int trial)
    {
        Assert.DoesNotContain(unsynced, p => !p.EndsWith("-shm", StringComparison.Ordinal));
        Assert.Contains($"trial-{trial}.safetensors.tmp", renamed);
    }

    [GeneratedRegex(@"(fsync|fdatasync)\(\d+<(?<path>[^>]*)>")]
    private static partial Regex Sync();

    [GeneratedRegex(@"<\.\.\. (fsync|fdatasync) resumed>")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"rename\(""(?<path>[^""]*)""")]
    private static partial Regex Renaming();

    [GeneratedRegex(@"write\(\d+<[^>]*>, ""\[\d/2\] trial ")]
    private static partial Regex Telling();

    [GeneratedRegex(@"(pwrite64|write)\(\d+<(?<path>[^>]*)>")]
    private static partial Regex Writing();
}
