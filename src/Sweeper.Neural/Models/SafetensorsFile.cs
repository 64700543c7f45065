using System.Buffers.Binary;
using System.Text.Json;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Models;

/// <summary>
/// The safetensors format: eight bytes with the length of a JSON header, the header with each tensor's type, shape and place,
/// then the numbers, little-endian. (https://github.com/huggingface/safetensors)
/// </summary>
public static class SafetensorsFile
{
    // The format asks for data that starts at a multiple of eight; readers map it into memory.
    private const int Alignment = 8;

    /// <summary>The content of a file with the given tensors, in their order.</summary>
    /// <param name="tensors">Names differ.</param>
    /// <param name="metadata">Texts about the model, kept in the header.</param>
    public static byte[] Write(IReadOnlyList<WeightTensor<float>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var stream = new MemoryStream();
        Write(stream, [.. tensors.Select(t => NamedTensor.Of(t))], metadata);
        return stream.ToArray();
    }

    /// <summary>Writes a file with the given tensors, in their order.</summary>
    /// <param name="stream">Where it begins; need not seek.</param>
    /// <param name="tensors">Names differ.</param>
    /// <param name="metadata">Texts about the tensors, kept in the header.</param>
    public static void Write(Stream stream, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        byte[] header = WriteHeader(tensors, metadata);
        int padded = (header.Length + Alignment - 1) / Alignment * Alignment;
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, padded);
        Span<byte> padding = stackalloc byte[padded - header.Length];
        padding.Fill((byte)' ');
        stream.Write(length);
        stream.Write(header);
        stream.Write(padding);
        foreach (NamedTensor tensor in tensors)
            TensorData.Write(stream, tensor.Values);
    }

    private static byte[] WriteHeader(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in metadata)
                json.WriteString(key, value);
            json.WriteEndObject();

            long offset = 0;
            foreach (NamedTensor tensor in tensors)
            {
                long end = offset + (tensor.Count * sizeof(float));
                WriteEntry(json, tensor, offset, end);
                offset = end;
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, NamedTensor tensor, long start, long end)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (int size in tensor.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(start);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
