using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;

namespace Sweeper.Neural.Models;

/// <summary>
/// Reads a safetensors file of single-precision numbers. Nothing in it is believed: the header must be well formed, and its
/// tensors must fill the rest of the file without a gap or an overlap. For one thread.
/// </summary>
public sealed class SafetensorsReader
{
    // The bound of the format's own readers.
    private const long LargestHeader = 100_000_000;

    private readonly Stream _stream;
    private readonly long _dataStart;

    /// <summary>Reads and checks the header.</summary>
    /// <param name="stream">A seekable stream that stands at the beginning of the file and ends with it; not owned.</param>
    /// <exception cref="InvalidDataException">
    /// It is not such a file; the message says what is wrong, as a sentence without a full stop.
    /// </exception>
    public SafetensorsReader(Stream stream)
    {
        _stream = stream;
        byte[] header = ReadHeader(stream);
        _dataStart = stream.Position;
        try
        {
            using JsonDocument json = JsonDocument.Parse(header);
            (Metadata, Tensors) = SafetensorsHeader.Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is what texts in it give that are not Unicode.
            throw new InvalidDataException("its header is not JSON", e);
        }

        SafetensorsHeader.CheckPlaces(Tensors, stream.Length - _dataStart);
    }

    /// <summary>Texts about the tensors.</summary>
    public ImmutableDictionary<string, string> Metadata { get; }

    /// <summary>The tensors in the order of their numbers.</summary>
    public ImmutableArray<SafetensorsEntry> Tensors { get; }

    /// <summary>
    /// Checks that the file has tensors of these names and shapes, and no others, without reading their numbers.
    /// </summary>
    /// <exception cref="InvalidDataException">It has not.</exception>
    public void Expect(IReadOnlyList<NamedTensor> tensors)
    {
        var found = Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        foreach (NamedTensor tensor in tensors)
        {
            if (!found.Remove(tensor.Name, out SafetensorsEntry? entry))
                throw new InvalidDataException($"it has no tensor '{tensor.Name}'");
            if (!entry.Shape.SequenceEqual(tensor.Shape))
                throw new InvalidDataException(
                    $"'{tensor.Name}' has the shape [{string.Join(", ", entry.Shape)}] in it, "
                    + $"not [{string.Join(", ", tensor.Shape)}]");
        }

        if (found.Count > 0)
            throw new InvalidDataException($"it has a tensor '{found.Keys.Order(StringComparer.Ordinal).First()}' too many");
    }

    /// <summary>Fills tensors with the numbers that the file has under their names.</summary>
    /// <exception cref="InvalidDataException">The file lacks one, or it has another shape; none was changed.</exception>
    public void Read(IReadOnlyList<NamedTensor> tensors)
    {
        Expect(tensors);
        var entries = Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        foreach (NamedTensor tensor in tensors)
        {
            _stream.Position = _dataStart + entries[tensor.Name].Start;
            TensorData.Read(_stream, tensor.Values);
        }
    }

    private static byte[] ReadHeader(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[sizeof(long)];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            throw new InvalidDataException("it is too short for a safetensors file");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LargestHeader || (long)length > stream.Length - stream.Position)
            throw new InvalidDataException("the length of its header cannot be right");
        byte[] header = new byte[length];
        stream.ReadExactly(header);
        return header;
    }
}
