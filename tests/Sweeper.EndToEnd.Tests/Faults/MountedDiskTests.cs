namespace Sweeper.EndToEnd.Tests.Faults;

/// <summary>
/// Disks of a few hundred kilobytes, and disks that nobody may write to: root ignores permissions, but not these.
/// </summary>
public sealed class MountedDiskTests : IDisposable
{
    private const string Run = "sweeper run small.yaml --parallel 1 --no-report";

    private readonly TemporaryFolder _folder = new();

    public MountedDiskTests() => _folder.Write(SmallSweep.File, SmallSweep.Text);

    [LongTheory]
    [InlineData(16)]
    [InlineData(96)]
    [InlineData(160)]
    public Task Run_DiskThatBecomesFull_SaysSoAndCarriesOnWhenThereIsSpace(int kilobytes) => FillAsync(kilobytes);

    [LongFact]
    public async Task Run_ReadOnlyDisk_SaysSoAndReadersStillRead()
    {
        FinishedCommand command = await OnDiskAsync(
            $"""
            {Run} --set epochs=1 >/dev/null 2>&1
            mount -o remount,ro results
            {Run}; echo "run: $?"
            sweeper list --format csv; echo "list: $?"
            """);

        Assert.Contains("run: 3", command.OutputLines);
        Assert.Contains("list: 0", command.OutputLines);
        Assert.Contains(command.OutputLines, l => l.StartsWith("small,completed,2,2,", StringComparison.Ordinal));
        string line = Assert.Single(command.MessageLines);
        Assert.StartsWith($"error: '{_folder.Root}/results' cannot be written: ", line, StringComparison.Ordinal);
        Assert.Contains("Read-only file system", line, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task FillAsync(int kilobytes)
    {
        FinishedCommand command = await OnDiskAsync(
            $"""
            mount -o remount,size={kilobytes}k results
            {Run}; echo "first: $?"
            mount -o remount,size=32m results
            {Run}; echo "second: $?"
            cp -r results kept
            """);

        Assert.Contains("first: 3", command.OutputLines);
        Assert.Contains("second: 0", command.OutputLines);
        string line = Assert.Single(command.MessageLines, l => l.StartsWith("error: ", StringComparison.Ordinal));
        Assert.StartsWith($"error: The disk that holds '{_folder.Root}/results' is full", line, StringComparison.Ordinal);
        Assert.DoesNotContain("failed:", command.Messages, StringComparison.Ordinal);
        (await SmallSweep.RunAsync(_folder.Root, "undisturbed")).With(exitCode: 0);
        Assert.Equal(await SmallSweep.ReadAsync(_folder.Root, "undisturbed"), await SmallSweep.ReadAsync(_folder.Root, "kept"));
    }

    /// <summary>
    /// Runs a script with a disk of its own at <c>results</c>, which only the script sees and which ends with it.
    /// </summary>
    private async Task<FinishedCommand> OnDiskAsync(string script)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Other systems mount disks in other ways.");
        Directory.CreateDirectory(Path.Combine(_folder.Root, "results"));
        const string Mount = "mount -t tmpfs -o size=32m sweeper-test results";
        FinishedCommand probe = await Shell.RunAsync(_folder.Root, $"unshare --map-root-user --mount sh -c '{Mount}'");
        Skip.If(probe.ExitCode != 0, $"This user may not mount disks: {probe.Messages}");
        _folder.Write("script.sh", $"sweeper() {{ \"$SWEEPER_HOST\" \"$SWEEPER_ASSEMBLY\" \"$@\"; }}\n{Mount}\n{script}\n");
        return await Shell.RunAsync(_folder.Root, "unshare --map-root-user --mount sh script.sh");
    }
}
