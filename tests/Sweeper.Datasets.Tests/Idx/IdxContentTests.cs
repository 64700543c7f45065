using Sweeper.Datasets.Idx;

namespace Sweeper.Datasets.Tests.Idx;

public sealed class IdxContentTests : IDisposable
{
    private static readonly byte[] Images = IdxBytes.Images(50, 4, 3);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[], string> BrokenImages => new()
    {
        { "no bytes", [], "has 0 bytes, and the header of IDX images alone takes 16" },
        { "half a header", Images[..9], "has 9 bytes, and the header of IDX images alone takes 16" },
        {
            "labels",
            IdxBytes.Labels(1, 2, 3, 4, 5, 6, 7, 8, 9),
            "begins with 0x00000801 (IDX labels); IDX images begin with 0x00000803"
        },
        { "another type", IdxBytes.Build(0x0D03, [1, 2, 2], 4), "begins with 0x00000D03; IDX images begin with 0x00000803" },
        { "cut off", Images[..^1], "has 615 bytes; its header announces 50×4×3, which takes 616" },
        { "rubbish after the end", [.. Images, 0], "has 617 bytes; its header announces 50×4×3, which takes 616" },
        { "no images", IdxBytes.Build(IdxBytes.ImagesMagic, [0, 28, 28], 0), "is empty: its header announces 0×28×28 bytes" },
        { "no width", IdxBytes.Build(IdxBytes.ImagesMagic, [uint.MaxValue, uint.MaxValue, 0], 0), "is empty" },
        {
            "over the limit",
            IdxBytes.Build(IdxBytes.ImagesMagic, [1 << 20, 32, 33], 0),
            "is too large: its header announces 1048576×32×33 bytes; at most 1073741824"
        },
        {
            "sizes that overflow",
            IdxBytes.Build(IdxBytes.ImagesMagic, [uint.MaxValue, uint.MaxValue, uint.MaxValue], 0),
            "is too large"
        },
        {
            "sizes that overflow to a small one",
            IdxBytes.Build(IdxBytes.ImagesMagic, [1u << 31, 1u << 31, 4], 16),
            "is too large"
        },
        {
            "within the limit, not there",
            IdxBytes.Build(IdxBytes.ImagesMagic, [1 << 20, 32, 32], 7),
            "has 23 bytes; its header announces 1048576×32×32"
        },
    };

    public static TheoryData<string, byte[], string> BrokenGzip => new()
    {
        { "half", IdxBytes.Gzip(Images)[..40], "is cut off or damaged" },
        { "without its trailer", IdxBytes.Gzip(Images)[..^8], "is cut off or damaged" },
        { "without its last byte", IdxBytes.Gzip(Images)[..^1], "is cut off or damaged" },
        { "rubbish after the end", [.. IdxBytes.Gzip(Images), 1, 2, 3], "is cut off or damaged" },
        { "only the magic", [0x1F, 0x8B], "is cut off" },
        { "content cut off", IdxBytes.Gzip(Images[..^1]), "unpacks to 615 bytes; its header announces 50×4×3, which takes 616" },
        {
            "content too long",
            IdxBytes.Gzip([.. Images, 0]),
            "unpacks to 617 bytes; its header announces 50×4×3, which takes 616"
        },
        { "lying trailer", WithUnpackedLength(IdxBytes.Gzip(Images[..^1]), 616), "is damaged" },
        {
            "more than deflate can shrink",
            WithUnpackedLength(IdxBytes.Gzip(Announcing(1 << 20)), (1 << 20) * 32 * 31 + 16),
            "is cut off or damaged"
        },
        { "wrong checksum", WithFlippedByte(IdxBytes.Gzip(Images), fromEnd: 6), "gzip content does not unpack" },
        { "unknown method", [0x1F, 0x8B, 9, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
            "gzip content does not unpack" },
    };

    [Fact]
    public void Read_PlainImages_ReturnsDimensionsAndBytes()
    {
        IdxContent content = IdxContent.Read(_folder.Write("images", Images), IdxKind.Images);

        Assert.Equal([50, 4, 3], content.Dimensions);
        Assert.Equal(Images[16..], content.Data);
    }

    [Theory]
    [InlineData("images.gz")]
    [InlineData("images-without-the-suffix")]
    public void Read_Gzip_IsToldByItsContentNotItsName(string name)
    {
        IdxContent content = IdxContent.Read(_folder.Write(name, IdxBytes.Gzip(Images)), IdxKind.Images);

        Assert.Equal(Images[16..], content.Data);
    }

    [Fact]
    public void Read_PlainFileNamedGz_IsReadAsItIs()
    {
        IdxContent content = IdxContent.Read(_folder.Write("labels.gz", IdxBytes.Labels(3, 1, 2)), IdxKind.Labels);

        Assert.Equal([3], content.Dimensions);
        Assert.Equal([3, 1, 2], content.Data);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(616)]
    public void Read_GzipOfSeveralMembers_IsOneContent(int length)
    {
        byte[] packed = [.. Images.Chunk(length).SelectMany(IdxBytes.Gzip), .. IdxBytes.Gzip([7])];

        Assert.Equal(
            Images[16..], IdxContent.Read(_folder.Write("members", packed[..^IdxBytes.Gzip([7]).Length]), IdxKind.Images).Data);
        Assert.Throws<DatasetException>(() => IdxContent.Read(_folder.Write("more", packed), IdxKind.Images));
        Assert.Throws<DatasetException>(() => IdxContent.Read(_folder.Write("cut", packed[..^25]), IdxKind.Images));
        Assert.Throws<DatasetException>(() => IdxContent.Read(
            _folder.Write("rubbish", [.. packed[..^IdxBytes.Gzip([7]).Length], 1, 2, 3, 4]), IdxKind.Images));
    }

    [Theory]
    [MemberData(nameof(BrokenImages))]
    [MemberData(nameof(BrokenGzip))]
    public void Read_BrokenFile_SaysWhichAndHow(string what, byte[] content, string expected)
    {
        string path = _folder.Write(what, content);

        DatasetException error = Assert.Throws<DatasetException>(() => IdxContent.Read(path, IdxKind.Images));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GzipCutAnywhere_IsNeverTakenForWhole()
    {
        byte[] packed = IdxBytes.Gzip(Images);

        for (int length = 0; length < packed.Length; length++)
        {
            using MemoryStream stream = new(packed, 0, length);
            Assert.Throws<DatasetException>(() => IdxContent.Read(stream, "images", IdxKind.Images));
        }
    }

    [Fact]
    public void Read_MissingFile_SaysSo()
    {
        string path = Path.Combine(_folder.Path, "none");

        DatasetException error = Assert.Throws<DatasetException>(() => IdxContent.Read(path, IdxKind.Images));

        Assert.StartsWith($"{path} cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Announcing(uint count) => IdxBytes.Build(IdxBytes.ImagesMagic, [count, 32, 31], 100_000);

    private static byte[] WithUnpackedLength(byte[] packed, int length) => [.. packed[..^4], .. BitConverter.GetBytes(length)];

    private static byte[] WithFlippedByte(byte[] packed, int fromEnd)
    {
        packed[^fromEnd] ^= 0xFF;
        return packed;
    }
}
