using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Sweeper.Datasets.Arrays;

/// <summary>An array of numbers as a file has it, each number in this machine's order of bytes.</summary>
/// <param name="Name">What errors call it: the file, and its name in it.</param>
/// <param name="Type">What its numbers are.</param>
/// <param name="Shape">Sizes; none for a single number.</param>
/// <param name="IsColumnMajor">Whether the first index varies fastest, as in Fortran and MATLAB, rather than the last.</param>
/// <param name="Data">The numbers in the order of the file.</param>
internal sealed record NumberArray(string Name, NumberType Type, ImmutableArray<int> Shape, bool IsColumnMajor, byte[] Data)
{
    /// <summary>The largest array read: 1 GiB.</summary>
    public const long MaxBytes = 1L << 30;

    /// <summary>The first index in messages: 0 in Python, 1 in MATLAB.</summary>
    public int IndexBase { get; init; }

    /// <summary>How far apart in <see cref="Data"/> numbers are whose index along an axis differs by one.</summary>
    public ImmutableArray<int> Strides
    {
        get
        {
            int[] strides = new int[Shape.Length];
            int step = 1;
            for (int i = 0; i < strides.Length; i++)
            {
                int axis = IsColumnMajor ? i : strides.Length - 1 - i;
                strides[axis] = step;
                step *= Shape[axis];
            }

            return [.. strides];
        }
    }

    /// <summary>
    /// Bytes that an array takes; checked before there is memory for it.
    /// </summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="type">What its numbers are.</param>
    /// <param name="shape">Sizes as the file says them.</param>
    /// <exception cref="DatasetException">A size is negative, or it is too large.</exception>
    public static int BytesOf(string name, NumberType type, ReadOnlySpan<long> shape)
    {
        Int128 bytes = type.Size;
        foreach (long size in shape)
        {
            if (size < 0)
                throw new DatasetException($"{name} has the shape {Text(shape)}; sizes are from 0.");
            bytes = Int128.Min(bytes * size, Int128.MaxValue >> 64);
        }

        return bytes <= MaxBytes ? (int)bytes : throw new DatasetException(
            $"{name} is too large: numbers of {type} in the shape {Text(shape)}; at most {MaxBytes} bytes are read.");
    }

    /// <summary>A shape as people write it: <c>(60000, 28, 28)</c>.</summary>
    public static string Text(ReadOnlySpan<long> shape)
    {
        var sizes = new List<string>(shape.Length);
        foreach (long size in shape)
            sizes.Add(size.ToString(CultureInfo.InvariantCulture));
        return $"({string.Join(", ", sizes)}{(sizes.Count == 1 ? "," : "")})";
    }

    /// <summary>The shape of this one.</summary>
    public string ShapeText => Text([.. Shape.Select(size => (long)size)]);

    /// <summary>A number as a pixel or a label, by its place in <see cref="Data"/>.</summary>
    /// <exception cref="DatasetException">It is none of 0 … 255; the message says where it is.</exception>
    public byte ByteAt(int place, string what)
    {
        if (Type is { Kind: 'u', Size: 1 })
            return Data[place];
        double value = Type.Read(Data, place);
        return value is >= 0 and <= byte.MaxValue && value == Math.Floor(value) ? (byte)value : throw new DatasetException(
            string.Create(CultureInfo.InvariantCulture,
                $"{Name} has {value:R} at {IndexText(place)}; {what} are whole numbers from 0 to {byte.MaxValue}."));
    }

    private string IndexText(int place) =>
        $"[{string.Join(", ", Strides.Select((stride, axis) => (place / stride % Shape[axis]) + IndexBase))}]";
}

/// <summary>What the numbers of an array are.</summary>
/// <param name="Kind">As NumPy has it: b for truth, i for integers, u for those from 0, f for fractions.</param>
/// <param name="Size">Bytes of each.</param>
internal readonly record struct NumberType(char Kind, int Size)
{
    /// <summary>Whether such numbers are read.</summary>
    public bool IsKnown => (Kind, Size) is ('b', 1) or ('i' or 'u', 1 or 2 or 4 or 8) or ('f', 2 or 4 or 8);

    /// <summary>Turns the bytes of each number round.</summary>
    public void Reverse(Span<byte> data)
    {
        for (int i = 0; Size > 1 && i < data.Length; i += Size)
            data.Slice(i, Size).Reverse();
    }

    /// <summary>A number by its place.</summary>
    public double Read(ReadOnlySpan<byte> data, int place)
    {
        ReadOnlySpan<byte> number = data.Slice(place * Size, Size);
        return (Kind, Size) switch
        {
            ('i', 1) => (sbyte)number[0],
            ('i', 2) => MemoryMarshal.Read<short>(number),
            ('i', 4) => MemoryMarshal.Read<int>(number),
            ('i', 8) => MemoryMarshal.Read<long>(number),
            ('u', 2) => MemoryMarshal.Read<ushort>(number),
            ('u', 4) => MemoryMarshal.Read<uint>(number),
            ('u', 8) => MemoryMarshal.Read<ulong>(number),
            ('f', 2) => (double)MemoryMarshal.Read<Half>(number),
            ('f', 4) => MemoryMarshal.Read<float>(number),
            ('f', 8) => MemoryMarshal.Read<double>(number),
            _ => number[0],
        };
    }

    /// <summary>In words: <c>64-bit fractions</c>.</summary>
    public override string ToString() =>
        Kind == 'b' ? "truth values"
            : $"{8 * Size}-bit {(Kind == 'f' ? "fractions" : Kind == 'u' ? "unsigned integers" : "integers")}";
}
