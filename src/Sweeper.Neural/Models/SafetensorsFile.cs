using System.Buffers.Binary;
using System.Text.Json;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Models;

/// <summary>
/// The safetensors format: eight bytes with the length of a JSON header, the header with each tensor's type, shape and place, then
/// the numbers, little-endian. (https://github.com/huggingface/safetensors)
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
        byte[] header = WriteHeader(tensors, metadata);
        int padded = (header.Length + Alignment - 1) / Alignment * Alignment;
        byte[] file = new byte[checked(sizeof(long) + padded + (sizeof(float) * tensors.Sum(t => t.Count)))];
        BinaryPrimitives.WriteInt64LittleEndian(file, padded);
        header.CopyTo(file, sizeof(long));
        file.AsSpan(sizeof(long) + header.Length, padded - header.Length).Fill((byte)' ');

        Span<byte> data = file.AsSpan(sizeof(long) + padded);
        foreach (WeightTensor<float> tensor in tensors)
        {
            for (int i = 0; i < tensor.Count; i++)
                BinaryPrimitives.WriteSingleLittleEndian(data[(i * sizeof(float))..], tensor.Values[i]);
            data = data[(tensor.Count * sizeof(float))..];
        }

        return file;
    }

    private static byte[] WriteHeader(IReadOnlyList<WeightTensor<float>> tensors, IReadOnlyDictionary<string, string> metadata)
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
            foreach (WeightTensor<float> tensor in tensors)
            {
                long end = offset + ((long)tensor.Count * sizeof(float));
                WriteEntry(json, tensor, offset, end);
                offset = end;
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, WeightTensor<float> tensor, long start, long end)
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
