using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweeper.Sweeps.Attachments;

/// <summary>Pixels in JSON: a zlib stream in base64, a tenth to a third of what they are.</summary>
internal sealed class PackedPixelsConverter : JsonConverter<ImmutableArray<byte>>
{
    public override ImmutableArray<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out byte[]? packed))
            throw new JsonException("Pixels are text in base64.");
        try
        {
            using var unpacked = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            byte[] pixels = new byte[ClassifierExamples.MostValues + 1];
            int count = unpacked.ReadAtLeast(pixels, pixels.Length, throwOnEndOfStream: false);
            return count <= ClassifierExamples.MostValues
                ? [.. pixels.AsSpan(0, count)]
                : throw new JsonException($"An image has at most {ClassifierExamples.MostValues} numbers.");
        }
        catch (InvalidDataException e)
        {
            throw new JsonException("Pixels do not unpack.", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<byte> value, JsonSerializerOptions options)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(value.AsSpan());
        writer.WriteBase64StringValue(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }
}
