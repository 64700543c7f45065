using Sweeper.Sweeps.Durability;

namespace Sweeper.Sweeps.Tests.Durability;

public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OpenRead_AFile_ReadsItWhileOthersWrite()
    {
        string path = _folder.Write("log.csv", "epoch,loss\n");
        using FileStream writer = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);

        using FileStream stream = RegularFile.OpenRead(path);
        writer.Write("0,0.5\n"u8);
        writer.Flush();
        using StreamReader reader = new(stream);

        Assert.Equal("epoch,loss\n0,0.5\n", reader.ReadToEnd());
    }

    [SkippableFact]
    public void OpenRead_APipe_IsRefusedWithoutWaiting() => Refused(NamedPipe.Create(_folder.File("log.csv")));

    [SkippableFact]
    public void OpenRead_ALinkToAPipe_IsRefusedWithoutWaiting()
    {
        string pipe = NamedPipe.Create(_folder.File("pipe"));

        Refused(File.CreateSymbolicLink(_folder.File("log.csv"), pipe).FullName);
    }

    [Fact]
    public void OpenRead_AFolderOrNothing_IsRefused()
    {
        Refused(_folder.Root);
        Refused(_folder.File("nothing.csv"));
    }

    private static void Refused(string path)
    {
        Exception refusal = Assert.ThrowsAny<Exception>(() => RegularFile.OpenRead(path).Dispose());

        Assert.Contains(path, Assert.IsType<IOException>(refusal).Message, StringComparison.Ordinal);
    }
}
