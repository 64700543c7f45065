using System.Security.Cryptography;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Outputs;

/// <summary>Outputs that would take the place of something else.</summary>
public sealed class OutputPathTests : IClassFixture<RecordedSingle>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _links = new();

    public OutputPathTests(RecordedSingle recorded) => recorded.CopyTo(_folder.Root);

    [Theory]
    [InlineData("results/sweeper.db", "a file of the results themselves")]
    [InlineData("results/SWEEPER.DB", "a file of the results themselves")]
    [InlineData("results/sweeper.db-wal", "a file of the results themselves")]
    [InlineData("results/sweeper.db-shm", "a file of the results themselves")]
    [InlineData("results/sweeper.lock", "a file of the results themselves")]
    [InlineData("results/sweeper.lock.owner", "a file of the results themselves")]
    [InlineData("results/sweeper.v1.db", "a file of the results themselves")]
    [InlineData("results/single/../sweeper.db", "a file of the results themselves")]
    [InlineData("results/single/models/trial-1.safetensors", "a file of the results themselves")]
    [InlineData("results/single/checkpoints/any", "a file of the results themselves")]
    [InlineData("single.yaml", "an experiment")]
    [InlineData("results", "a folder")]
    [InlineData("nothing/", "a folder")]
    public void Output_OverWhatIsNeeded_IsRefused(string output, string what) =>
        AssertRefuses(Path.Combine(_folder.Root, output), what);

    [Theory]
    [InlineData("results/sweeper.db", "a file of the results themselves")]
    [InlineData("results/single/models/trial-1.safetensors", "a file of the results themselves")]
    [InlineData("single.yaml", "an experiment")]
    public void Output_LinkToWhatIsNeeded_IsRefused(string target, string what)
    {
        // There, links need rights.
        if (OperatingSystem.IsWindows())
            return;
        string file = Path.Combine(_links.Root, "link"), folder = Path.Combine(_links.Root, "folder");
        File.CreateSymbolicLink(file, Path.Combine(_folder.Root, target));
        Directory.CreateSymbolicLink(folder, Path.GetDirectoryName(Path.Combine(_folder.Root, target))!);

        AssertRefuses(file, what);
        AssertRefuses(Path.Combine(folder, Path.GetFileName(target)), what);
    }

    [Theory]
    [InlineData("results/sweeper.db", "a database")]
    [InlineData("results/single/models/trial-1.safetensors", "a model")]
    public void Output_TheSameUnderAnotherName_IsRefused(string source, string what)
    {
        string path = Path.Combine(_folder.Root, "backup");
        File.Copy(Path.Combine(_folder.Root, source), path);

        AssertRefuses(path, what);
    }

    [Fact]
    public void Output_OtherFiles_AreReplaced()
    {
        string table = _folder.Write("table.csv", "before"), page = _folder.Write("page.html", "before");
        string neighbour = _folder.Write("table.csv.tmp", "kept");

        Assert.Equal(ExitCode.Done, CommandRun.Of("export", "single", "--output", table, "--results", _folder.Results).ExitCode);
        Assert.Equal(ExitCode.Done, CommandRun.Of("report", "single", "--output", page, "--results", _folder.Results).ExitCode);

        Assert.StartsWith("sweep,", File.ReadAllText(table), StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(page), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("kept", File.ReadAllText(neighbour));
    }

    [Fact]
    public void Output_Device_IsWrittenToAndStaysOne()
    {
        if (!OperatingSystem.IsLinux())
            return;

        CommandRun full = CommandRun.Of("export", "single", "--output", "/dev/full", "--results", _folder.Results);

        Assert.Equal(ExitCode.WrongEnvironment, full.ExitCode);
        Assert.Contains("'/dev/full': No space left on device", Assert.Single(full.MessageLines), StringComparison.Ordinal);
        Assert.Throws<IOException>(() => File.AppendAllText("/dev/full", "x"));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _links.Dispose();
    }

    private void AssertRefuses(string path, string what)
    {
        string before = Checksums();
        foreach (string command in (string[])["export", "report"])
        {
            CommandRun run = CommandRun.Of(command, "single", "--output", path, "--results", _folder.Results);

            Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
            Assert.StartsWith(
                $"error: the output would replace {what}, '", Assert.Single(run.MessageLines), StringComparison.Ordinal);
            Assert.Equal(before, Checksums());
        }
    }

    // Readers may leave an empty log beside the database.
    private string Checksums() => string.Join('\n', Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories)
        .Where(f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(f => $"{f} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}"));
}
