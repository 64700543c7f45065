using System.Buffers.Binary;
using System.Text.Json;

namespace Sweeper.Neural.Tests.Models;

/// <summary>A safetensors file taken apart byte by byte.</summary>
internal sealed class SafetensorsContent
{
    private readonly byte[] _file;

    public SafetensorsContent(byte[] file)
    {
        _file = file;
        HeaderLength = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file));
        Header = JsonDocument.Parse(file.AsMemory(8, HeaderLength)).RootElement;
    }

    /// <summary>Bytes, with padding.</summary>
    public int HeaderLength { get; }

    public JsonElement Header { get; }

    /// <summary>Where the numbers of a tensor begin and end, counted from the end of the header.</summary>
    public (int Start, int End) Offsets(string name)
    {
        JsonElement offsets = Header.GetProperty(name).GetProperty("data_offsets");
        return (offsets[0].GetInt32(), offsets[1].GetInt32());
    }

    public float[] Values(string name)
    {
        (int start, int end) = Offsets(name);
        byte[] data = _file[(8 + HeaderLength + start)..(8 + HeaderLength + end)];
        return [.. data.Chunk(4).Select(bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes))];
    }
}
