using Parquet;
using Parquet.Schema;
using Sweeper.Datasets.Arrays;
using Sweeper.Datasets.Csv;
using Sweeper.Datasets.Idx;
using Sweeper.Datasets.Pictures;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tests.Arrays;

/// <summary>The same twelve images in every kind of file; those in the folder Written are by NumPy and SciPy.</summary>
public sealed class LabelledArraysTests : IDisposable
{
    private const int Count = 12, Side = 3;

    private static readonly byte[] Pixels = [.. Enumerable.Range(0, Count * Side * Side).Select(
        i => (byte)(((i / 9 * 37) + (i % 9 * 11)) % 256))];
    private static readonly byte[] Labels = [.. Enumerable.Range(0, Count).Select(i => (byte)(i % 3))];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("keras.npz", null, null)]
    [InlineData("kinds.npz", "big", "labels")]
    [InlineData("kinds.npz", "fortran", "labels")]
    [InlineData("kinds.npz", "channels", "labels")]
    [InlineData("original.mat", null, null)]
    [InlineData("packed.mat", "data", "label")]
    [InlineData("stack.mat", null, null)]
    public void Read_ArraysOfOtherPrograms_AreTheSameBits(string file, string? images, string? labels) =>
        AssertSame(LabelledArrays.Read(Written(file), new ArrayNames { Images = images, Labels = labels }));

    [Fact]
    public async Task Read_EveryOtherKindOfFile_IsTheSameBits()
    {
        string images = _folder.Write("i", [0, 0, 8, 3, 0, 0, 0, Count, 0, 0, 0, Side, 0, 0, 0, Side, .. Pixels]);
        string labels = _folder.Write("l", [0, 0, 8, 1, 0, 0, 0, Count, .. Labels]);
        string csv = _folder.Write("x.csv", "label,a,b,c,d,e,f,g,h,i\n" + string.Concat(
            Enumerable.Range(0, Count).Select(i => $"{Labels[i]},{string.Join(',', Image(i))}\n")));
        string x = _folder.Write("x.npy", NpyBytes.Of("|u1", "(12, 9)", Pixels)), y = _folder.Write(
            "y.npy", NpyBytes.Of("|u1", "(12,)", Labels));

        AssertSame(IdxImages.Read(images, labels, 3));
        AssertSame(CsvImages.Read(csv, new CsvLayout()).Images);
        AssertSame(LabelledArrays.ReadPair(x, y));
        AssertSame((await ParquetImages.ReadAsync(await WriteParquetAsync(isPlain: false), new ParquetLayout(), null,
            CancellationToken.None)).Images);
        AssertSame((await ParquetImages.ReadAsync(await WriteParquetAsync(isPlain: true), new ParquetLayout { Label = "word" },
            null, CancellationToken.None)).Images);
    }

    [Fact]
    public void Read_FoldersOfEveryKindOfPicture_AreTheSameBits()
    {
        for (int i = 0; i < Count; i++)
            _folder.Write(Path.Combine("p", $"{Labels[i]}", $"{i:00}.png"), PngBytes.Grey(Side, Side, Image(i)));
        LabelledImages read = ImageFolders.Read(_folder.File("p"), null).Images;

        int[] order = [.. Enumerable.Range(0, Count).OrderBy(i => Labels[i])];
        Assert.Equal(order.SelectMany(Image), read.Pixels.ToArray());
    }

    [Fact]
    public void Read_IconsAndWirelessBitmaps_AreRead()
    {
        byte[] png = PngBytes.Grey(Side, Side, Image(3));
        byte[] icon = [0, 0, 1, 0, 1, 0, Side, Side, 0, 0, 1, 0, 32, 0, .. BitConverter.GetBytes(png.Length), 22, 0, 0, 0,
            .. png];
        _folder.Write("q/a/1.ico", icon);
        _folder.Write("q/b/1.wbmp", [0, 0, Side, Side, 0b101_00000, 0, 0b111_00000]);

        LabelledImages read = ImageFolders.Read(_folder.File("q"), null).Images;

        Assert.Equal([.. Image(3), 255, 0, 255, 0, 0, 0, 255, 255, 255], read.Pixels.ToArray());
    }

    [Fact]
    public void ReadTest_ArraysOfTheSameFile_AreFoundByTheirNames()
    {
        LabelledImages? test = LabelledArrays.ReadTest(Written("keras.npz"), new ArrayNames());

        Assert.Equal(Pixels[..54], test!.Pixels.ToArray());
        Assert.Null(LabelledArrays.ReadTest(Written("original.mat"), new ArrayNames()));
        Assert.Equal(
            $"{Written("keras.npz")} has no array 'z'; its arrays are x_train, y_train, x_test, y_test.",
            Assert.Throws<DatasetException>(() =>
                LabelledArrays.ReadTest(Written("keras.npz"),
                    new ArrayNames { TestImages = "z", TestLabels = "y_test" })).Message);
    }

    [Fact]
    public async Task Read_NamesOfClassesInAParquetFile_AreThoseOfItsNotes()
    {
        string path = await WriteParquetAsync(isPlain: false);

        ParquetImages read = await ParquetImages.ReadAsync(
            path, new ParquetLayout { Channels = 3 }, null, CancellationToken.None);
        ParquetImages texts = await ParquetImages.ReadAsync(
            path, new ParquetLayout { Label = "word" }, ["w2", "w1", "w0"], CancellationToken.None);

        Assert.Equal(["cat", "dog", "eel"], read.ClassNames!.Value.AsEnumerable());
        Assert.Equal(3, read.Images.Channels);
        Assert.Equal(Labels.Select(l => (byte)(2 - l)), texts.Images.Labels.ToArray());
    }

    [Theory]
    [InlineData("none", null, null,
        "{0} has no column 'none' with pictures; its columns are image/bytes (bytes), image/path (text), label (Int64), word "
            + "(text).")]
    [InlineData(null, "image/path", null, "{0}: row 1, path is empty; every image needs a label.")]
    [InlineData(null, null, 4, "{0}: row 1, image/bytes is 3×3; all must be 4×4.")]
    public async Task Read_ParquetThatDoesNotFit_NamesTheColumnAndTheRow(string? image, string? label, int? size, string message)
    {
        string path = await WriteParquetAsync(isPlain: false);

        var error = await Assert.ThrowsAsync<DatasetException>(
            () => ParquetImages.ReadAsync(path, new ParquetLayout { Image = image, Label = label, Size = size }, null,
                CancellationToken.None));

        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, message, path), error.Message);
    }

    [Fact]
    public async Task Read_DamagedParquet_IsRefusedInALine()
    {
        byte[] whole = await File.ReadAllBytesAsync(await WriteParquetAsync(isPlain: false));
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            byte[] damaged = [.. whole];
            for (int j = 0; j < 4; j++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            string path = _folder.Write("damaged.parquet", i % 2 == 0 ? damaged : damaged[..random.Next(damaged.Length)]);
            try
            {
                await ParquetImages.ReadAsync(path, new ParquetLayout(), null, CancellationToken.None);
            }
            catch (DatasetException e)
            {
                Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    internal static string Written(string file) => Path.Combine(AppContext.BaseDirectory, "Arrays", "Written", file);

    private static byte[] Image(int index) => Pixels[(index * 9)..((index + 1) * 9)];

    private static void AssertSame(LabelledImages images)
    {
        Assert.Equal((Side, Side, 1), (images.Width, images.Height, images.Channels));
        Assert.Equal(Pixels, images.Pixels.ToArray());
        Assert.Equal(Labels, images.Labels.ToArray());
    }

    private async Task<string> WriteParquetAsync(bool isPlain)
    {
        var bytes = new DataField<byte[]>(isPlain ? "image" : "bytes");
        var structure = new StructField("image", bytes, new DataField<string>("path"));
        var schema = isPlain
            ? new ParquetSchema(bytes, new DataField<int>("label"), new DataField<string>("word"))
            : new ParquetSchema(structure, new DataField<long>("label", nullable: true), new DataField<string>("word"));
        string path = _folder.File("x.parquet");
        DataField[] fields = [.. schema.GetDataFields()];
        await using FileStream file = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, file);
        writer.CustomMetadata = new Dictionary<string, string>
        {
            ["huggingface"] =
                """{"info": {"features": {"label": {"names": ["cat", "dog", "eel"], "_type": "ClassLabel"}}}}""",
        };
        foreach (int[] rows in Enumerable.Range(0, Count).Chunk(7))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(
                fields[0], (byte[][])[.. rows.Select(i => i % 2 == 0 ? PngBytes.Grey(Side, Side, Image(i)) : Bmp(i))]);
            if (isPlain)
            {
                await group.WriteAsync<int>(fields[1], (int[])[.. rows.Select(i => (int)Labels[i])]);
            }
            else
            {
                await group.WriteAsync(fields[1], (string[])[.. rows.Select(_ => (string?)null)!]);
                await group.WriteAsync<long>(fields[2], (long?[])[.. rows.Select(i => (long?)Labels[i])]);
            }

            await group.WriteAsync(fields[^1], (string[])[.. rows.Select(i => $"w{Labels[i]}")]);
        }

        return path;
    }

    private static byte[] Bmp(int index)
    {
        byte[] rows = new byte[Side * 12];
        for (int i = 0; i < 9; i++)
            rows.AsSpan(((Side - 1 - (i / Side)) * 12) + (i % Side * 3), 3).Fill(Image(index)[i]);
        return [.. "BM"u8, .. BitConverter.GetBytes(54 + rows.Length), 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, Side, 0, 0, 0, Side,
            0, 0, 0, 1, 0, 24, 0, .. new byte[24], .. rows];
    }
}
