using System.Globalization;
using System.IO.Compression;
using System.Text;
using Sweeper.Datasets.Arrays;

namespace Sweeper.Datasets.Tests.Arrays;

/// <summary>Arrays that are damaged, or made to do harm: refused in a line that says where, in little memory.</summary>
public sealed class HostileArrayTests : IDisposable
{
    private const long LittleMemory = 4_000_000;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[]> Arrays => new()
    {
        { "{0} has the shape (-1, 28); sizes are from 0.", NpyBytes.Of("|u1", "(-1, 28)", new byte[28]) },
        { "{0} has the shape (2, -2, -7); sizes are from 0.", NpyBytes.Of("|u1", "(2, -2, -7)", new byte[28]) },
        { "{0} is too large: numbers of 8-bit unsigned integers in the shape (4294967296, 4294967296); at most 1073741824 bytes "
            + "are read.", NpyBytes.Of("|u1", "(4294967296, 4294967296)", []) },
        { "{0} is too large: numbers of 64-bit fractions in the shape (9223372036854775807, 9223372036854775807, "
            + "9223372036854775807); at most 1073741824 bytes are read.",
                NpyBytes.Of("<f8", "(9223372036854775807, 9223372036854775807, 9223372036854775807)", []) },
        { "{0} has 4 bytes of numbers; 8-bit unsigned integers in the shape (1000000000,) take 1000000000.",
            NpyBytes.Of("|u1", "(1000000000,)", new byte[4]) },
        { "{0} has 9 bytes of numbers; 8-bit unsigned integers in the shape (2, 4) take 8.",
            NpyBytes.Of("|u1", "(2, 4)", new byte[9]) },
        { "{0} has the shape (99999999999999999999,), which are no sizes.", NpyBytes.Of("|u1", "(99999999999999999999,)", []) },
        { "{0} holds Python objects, which are pickled and never read; save it as numbers, such as numpy.uint8.",
            NpyBytes.Of("|O", "(2,)", []) },
        { "{0} has fields with names; only arrays of numbers are read.",
            NpyBytes.WithHeader("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (2,), }", []) },
        { "{0} is of the type <U5; integers, fractions and truth values of up to 8 bytes are read.",
            NpyBytes.Of("<U5", "(2,)", []) },
        { "{0} is of the type <c8; integers, fractions and truth values of up to 8 bytes are read.",
            NpyBytes.Of("<c8", "(2,)", []) },
        { "{0} has a header without shape.", NpyBytes.WithHeader("{'descr': '|u1', 'fortran_order': False, }", []) },
        { "{0} has a header without fortran_order.",
            NpyBytes.WithHeader("{'descr': '|u1', 'fortran_order': 1, 'shape': (2,), }", []) },
        { "{0} has version 9 of the npy format; 1 to 3 are read.", [0x93, .. "NUMPY"u8, 9, 0, 0, 0] },
        { "{0} has a header of 4294967295 bytes; at most 10000 are read.", [0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 255] },
        { "{0} is cut off: it has fewer numbers than its header says.", [0x93, .. "NUMPY"u8, 1, 0, 100, 0, 0] },
        { "{0} is no array of NumPy: it does not begin as one does.", [1, 2, 3] },
    };

    [Theory]
    [MemberData(nameof(Arrays))]
    public void Read_Npy_IsRefused(string message, byte[] content) => AssertRefused(message, _folder.Write("x.npy", content));

    [Theory]
    [InlineData("objects.npy",
        "{0} holds Python objects, which are pickled and never read; save it as numbers, such as numpy.uint8.")]
    [InlineData("pickle.npy", "{0} is a pickle, which could run any program and is never read; save the array with numpy.save.")]
    public void Read_WhatPythonPickles_IsNeverUnpickled(string file, string message) =>
        AssertRefused(message, LabelledArraysTests.Written(file));

    // A little archive that unpacks to a gigabyte of zeros is right, and one that says so and does not is not.
    [Fact]
    public void Read_NpzThatSaysItIsEnormous_TakesNoMemoryForIt()
    {
        byte[] archive = Npz(("x_train", NpyBytes.Of("|u1", "(1000000, 1000)", new byte[100])));
        Assert.Equal(2, Replace(archive, BitConverter.GetBytes(228), BitConverter.GetBytes(1_000_000_128)));
        string path = _folder.Write("x.npz", archive);

        AssertRefused("{0}: array 'x_train' says that it has 1000000128 bytes; no file can be packed that small.", path);
    }

    [Fact]
    public void Read_NpzThatIsDamaged_IsRefused()
    {
        byte[] archive = Npz(
            ("x_train", NpyBytes.Of("|u1", "(10, 4)", new byte[40])),
            ("y_train", NpyBytes.Of("|u1", "(10,)", [0, 1, 2, 0, 1, 2, 0, 1, 2, 0])));
        var random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. archive];
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            string path = _folder.Write("x.npz", i % 3 == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
            refused += Refuses(path) ? 1 : 0;
        }

        Assert.InRange(refused, 100, 300);
    }

    [Theory]
    [InlineData("original.mat")]
    [InlineData("packed.mat")]
    [InlineData("stack.mat")]
    public void Read_MatThatIsDamaged_IsRefused(string file)
    {
        byte[] whole = File.ReadAllBytes(LabelledArraysTests.Written(file));
        var random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(124, damaged.Length)] ^= (byte)(1 << random.Next(8));
            string path = _folder.Write("x.mat", i % 3 == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
            refused += Refuses(path) ? 1 : 0;
        }

        Assert.InRange(refused, 50, 300);
    }

    [Fact]
    public void Read_MatOfOtherKinds_SaysWhatItIs()
    {
        AssertRefused(
            "{0} is of MATLAB 7.3, which is HDF5; save it with -v7.",
            _folder.Write("a.mat", [.. Encoding.ASCII.GetBytes("MATLAB 7.3 MAT-file".PadRight(126)), .. "IM"u8]));
        AssertRefused(
            "{0} is no file of MATLAB 5 to 7.2: its header does not end as theirs do. Save it with -v7.",
            _folder.Write("b.mat", new byte[200]));
        AssertRefused(
            "{0}: array 'cell' is a cell array; only arrays of numbers are read.",
            LabelledArraysTests.Written("packed.mat"),
            new ArrayNames { Images = "cell", Labels = "label" });
        AssertRefused(
            "{0}: array 'text' is a text; only arrays of numbers are read.",
            LabelledArraysTests.Written("packed.mat"),
            new ArrayNames { Images = "text", Labels = "label" });
    }

    [Fact]
    public void Read_MatOfTheOtherOrderOfBytes_IsReadRight()
    {
        byte[] header = [.. Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file".PadRight(124)), 1, 0, .. "MI"u8];
        byte[] data = Matrix(
            9, [4, 2], "data", 3, [.. Enumerable.Range(0, 8).SelectMany(i => new byte[] { 0, (byte)(i * 20) })]);
        byte[] label = Matrix(6, [1, 2], "label", 9, [0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

        var images = LabelledArrays.Read(_folder.Write("x.mat", [.. header, .. data, .. label]), new ArrayNames());

        Assert.Equal([0, 20, 40, 60, 80, 100, 120, 140], images.Pixels.ToArray());
        Assert.Equal([1, 0], images.Labels.ToArray());
    }

    [Theory]
    [InlineData("<f8", "(2, 2, 1)", new double[] { 0, 1, 2, 0.5 },
        "{0} has 0.5 at [1, 1, 0]; pixels are whole numbers from 0 to 255.")]
    [InlineData("<f8", "(2, 2, 1)", new double[] { 0, 1, 256, 5 },
        "{0} has 256 at [1, 0, 0]; pixels are whole numbers from 0 to 255.")]
    [InlineData("<f8", "(2, 2, 1)", new double[] { 0, -1, 2, 5 },
        "{0} has -1 at [0, 1, 0]; pixels are whole numbers from 0 to 255.")]
    [InlineData("<f8", "(2, 2, 1)", new double[] { 0, double.NaN, 2, 5 },
        "{0} has NaN at [0, 1, 0]; pixels are whole numbers from 0 to 255.")]
    [InlineData("<f8", "(2, 2)", new double[] { 0, 1, 2, 5 },
        "{0} has the shape (2, 2), and 2 pixels make no square image; save it as (images, rows, columns).")]
    [InlineData("<f8", "(4, 1)", new double[] { 0, 1, 2, 5 },
        "{0} has the shape (4, 1), and there are 2 labels; images are (images, pixels), (images, rows, columns) or (images, "
            + "rows, columns, 3).")]
    [InlineData("<f8", "(2, 1, 1, 2)", new double[] { 0, 1, 2, 5 },
        "{0} has the shape (2, 1, 1, 2); an image has 1 or 3 channels, which come last.")]
    [InlineData("<f8", "(2, 2, 0)", new double[0], "{0} has the shape (2, 2, 0), which are images without pixels.")]
    public void Join_NumbersThatAreNoImages_NamesTheArrayAndThePlace(string type, string shape, double[] numbers, string message)
    {
        string images = _folder.Write("x.npy", NpyBytes.Of(type, shape, [.. numbers.SelectMany(BitConverter.GetBytes)]));
        string labels = _folder.Write("y.npy", NpyBytes.Of("|u1", "(2,)", [0, 1]));

        var error = Assert.Throws<DatasetException>(() => LabelledArrays.ReadPair(images, labels));

        Assert.Equal(string.Format(CultureInfo.InvariantCulture, message, images), error.Message);
    }

    public void Dispose() => _folder.Dispose();

    // type: 3 for 16-bit integers, 9 for doubles; all of it with the high byte first.
    private static byte[] Matrix(byte kind, int[] sizes, string name, byte type, byte[] data)
    {
        byte[] body =
        [
            0, 0, 0, 6, 0, 0, 0, 8, 0, 0, 0, kind, 0, 0, 0, 0,
            0, 0, 0, 5, 0, 0, 0, 8, 0, 0, 0, (byte)sizes[0], 0, 0, 0, (byte)sizes[1],
            0, 0, 0, 1, 0, 0, 0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name.PadRight(8, '\0')),
            0, 0, 0, type, 0, 0, 0, (byte)data.Length, .. data,
        ];
        return [0, 0, 0, 14, 0, 0, 0, (byte)body.Length, .. body];
    }

    private static byte[] Npz(params (string Name, byte[] Content)[] arrays)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in arrays)
            {
                using Stream entry = archive.CreateEntry(name + ".npy").Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static int Replace(byte[] content, byte[] found, byte[] put)
    {
        int count = 0;
        for (int at = content.AsSpan().IndexOf(found); at >= 0; at = content.AsSpan().IndexOf(found), count++)
            put.CopyTo(content, at);
        return count;
    }

    private static bool Refuses(string path)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            LabelledArrays.Read(path, new ArrayNames());
            return false;
        }
        catch (DatasetException e)
        {
            Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
            return true;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, LittleMemory);
        }
    }

    private static void AssertRefused(string message, string path, ArrayNames? names = null)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<DatasetException>(() => path.EndsWith(".npy", StringComparison.Ordinal)
            ? LabelledArrays.ReadPair(path, path)
            : LabelledArrays.Read(path, names ?? new ArrayNames()));

        Assert.Equal(string.Format(CultureInfo.InvariantCulture, message, path), error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, LittleMemory);
    }
}
