using System.Formats.Tar;
using Sweeper.Datasets.Cifar;
using Sweeper.Datasets.Tests.Idx;

namespace Sweeper.Datasets.Tests.Cifar;

public sealed class CifarArchiveTests : IDisposable
{
    private static readonly CifarDatasetSource Source = Cifar10Dataset.Source with
    {
        TrainFiles = [new("train.bin", 1)],
        TestFiles = [new("test.bin", 1)],
    };

    private static readonly byte[] Train = CifarBytes.File([], 3), Test = CifarBytes.File([], 5);

    private readonly TemporaryFolder _root = new();

    [Fact]
    public void Read_DotBeforeNamesAndAFolderEntry_FindsTheFiles()
    {
        byte[] tar = CifarBytes.Tar(
        [
            new UstarTarEntry(TarEntryType.Directory, "./cifar-10-batches-bin/"),
            File("./cifar-10-batches-bin/test.bin", Test),
            File("./cifar-10-batches-bin/train.bin", Train),
        ]);

        Assert.Equal(["test.bin 3073", "train.bin 3073"], Read(IdxBytes.Gzip(tar)));
    }

    [Fact]
    public void Read_NamesThatPointElsewhere_AreNeverWritten()
    {
        byte[] archive = CifarBytes.Archive(
            ("../../test.bin", Test), ("/tmp/test.bin", Test), ("cifar-10-batches-bin/../test.bin", Test),
            ("cifar-10-batches-bin/test.bin", Test), ("cifar-10-batches-bin/train.bin", Train));

        Assert.Equal(2, Read(archive).Count);
        Assert.Equal(["archive"], _root.Files());
    }

    [Fact]
    public void Read_AnotherArchive_SaysWhatIsDifferent()
    {
        AssertRefused("it has no cifar-10-batches-bin/test.bin", CifarBytes.Archive(("cifar-10-batches-bin/train.bin", Train)));
        AssertRefused(
            "it has no cifar-10-batches-bin/test.bin", CifarBytes.Archive(("cifar-10-batches-py/data_batch_1", Train)));
        AssertRefused(
            "it has an entry of 1048577 bytes that is none of the dataset's files",
            CifarBytes.Archive(("film", new byte[(1 << 20) + 1])));
        AssertRefused(
            "it has more than 64 entries",
            CifarBytes.Archive(Enumerable.Range(0, 65).Select(i => ($"{i}", Array.Empty<byte>()))));
        AssertRefused(
            "cifar-10-batches-bin/train.bin in it is no file",
            IdxBytes.Gzip(CifarBytes.Tar([new UstarTarEntry(TarEntryType.SymbolicLink,
                "cifar-10-batches-bin/train.bin") { LinkName = "/etc/passwd" }])));
    }

    [Fact]
    public void Read_GoesOnAfterTheEnd_IsRefused()
    {
        byte[] whole = CifarBytes.Tar(
            [File("cifar-10-batches-bin/test.bin", Test), File("cifar-10-batches-bin/train.bin", Train)]);

        DatasetException error = Assert.Throws<DatasetException>(
            () => Read(IdxBytes.Gzip([.. whole, .. new byte[(1 << 20) + 100_000]])));

        Assert.Contains("it goes on after the last image by more than 1048576 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutAnywhereBeforeTheLastImage_IsDamaged()
    {
        byte[] tar = CifarBytes.Tar(
            [File("cifar-10-batches-bin/test.bin", Test), File("cifar-10-batches-bin/train.bin", Train)]);
        for (int length = 0; length < 512 + 3584 + 512 + 3073; length += 97)
            Assert.Throws<DatasetException>(() => Read(IdxBytes.Gzip(tar[..length])));
    }

    [Fact]
    public void Read_AnyByteChanged_FailsAsADamagedFileOrNotAtAll()
    {
        byte[] archive = CifarBytes.Archive(("cifar-10-batches-bin/test.bin", Test), ("cifar-10-batches-bin/train.bin", Train));
        byte[] tar = CifarBytes.Tar(
            [File("cifar-10-batches-bin/test.bin", Test), File("cifar-10-batches-bin/train.bin", Train)]);
        foreach (byte[] whole in new[] { archive, tar })
        {
            for (int i = 0; i < whole.Length; i += i < 512 ? 1 : 13)
            {
                byte[] changed = [.. whole];
                changed[i] ^= 0xA5;
                if (Record.Exception(() => Read(changed)) is Exception e)
                    Assert.IsType<DatasetException>(e);
            }
        }
    }

    public void Dispose() => _root.Dispose();

    private static UstarTarEntry File(string name, byte[] content) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

    private void AssertRefused(string difference, byte[] archive)
    {
        DatasetException error = Assert.Throws<DatasetException>(() => Read(archive));
        Assert.Equal(
            $"{Path.Combine(_root.Path, "archive")} is not the binary version of cifar-10: {difference}. Move it away, "
            + $"and the right one is fetched.", error.Message);
    }

    // What the files in an archive are called and how long they are.
    private List<string> Read(byte[] archive)
    {
        List<string> found = [];
        CifarArchive.Read(_root.Write("archive", archive), Source, (file, content, length, _) =>
        {
            content.ReadExactly(new byte[length]);
            found.Add($"{file.Name} {length}");
        });
        return found;
    }
}
