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
}
