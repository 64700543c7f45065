using Sweeper.Sweeps.Durability;

namespace Sweeper.Sweeps.Tests.Durability;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_IntoMissingFolders_CreatesThemAndLeavesOnlyTheFile()
    {
        string path = _folder.File("a/b/file.bin");
        WholeFile.Write(path, new byte[] { 1, 2 });
        WholeFile.Write(path, new byte[] { 3 });
        Assert.Equal([3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Write_WhereTheTargetIsAFolder_FailsAndLeavesNothing()
    {
        Directory.CreateDirectory(_folder.File("taken"));
        Assert.ThrowsAny<SystemException>(() => WholeFile.Write(_folder.File("taken"), new byte[] { 1 }));
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Flush_OfAMissingFolder_SaysSo()
    {
        if (OperatingSystem.IsWindows())
            return;
        IOException e = Assert.Throws<IOException>(() => FolderSync.Flush(_folder.File("missing")));
        Assert.Contains("missing", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteAll_OneCannotBeWritten_LeavesEveryFileAsItWas()
    {
        string first = _folder.File("first"), second = _folder.File("second");
        File.WriteAllText(first, "old");

        SweeperException e = Assert.Throws<SweeperException>(() => WholeFile.WriteAll(
            [(first, s => s.WriteByte(1)), (second, _ => throw new IOException("No space left on device"))], "The tables"));

        Assert.Equal(FailureKind.Environment, e.Kind);
        Assert.Equal($"The tables cannot be written to '{second}': No space left on device. Choose another place with --output.",
            e.Message);
        Assert.Equal("old", File.ReadAllText(Assert.Single(Directory.GetFileSystemEntries(_folder.Root))));
    }

    [Fact]
    public void WriteAll_FileThatOthersMayNotRead_StaysSo()
    {
        if (OperatingSystem.IsWindows())
            return;
        string path = _folder.File("private");
        File.WriteAllText(path, "old");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        WholeFile.WriteAll([(path, s => s.WriteByte((byte)'n'))], "The table");

        Assert.Equal("n", File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }
}
