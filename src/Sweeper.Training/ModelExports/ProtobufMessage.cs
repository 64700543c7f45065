using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sweeper.Training.ModelExports;

/// <summary>
/// A message of Protocol Buffers, written field by field by the numbers that a published schema gives them: for the few messages
/// that are written here, code made from the schema would be thousands of lines.
/// (https://protobuf.dev/programming-guides/encoding)
/// </summary>
internal sealed class ProtobufMessage
{
    private const uint Varint = 0, LengthDelimited = 2, Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _content = new();

    /// <summary>A field of an integer type, or of an enumeration.</summary>
    public ProtobufMessage Add(int field, long value)
    {
        WriteTag(field, Varint);
        WriteVarint((ulong)value);
        return this;
    }

    /// <summary>A field of the type float.</summary>
    public ProtobufMessage Add(int field, float value)
    {
        WriteTag(field, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_content.GetSpan(sizeof(float)), value);
        _content.Advance(sizeof(float));
        return this;
    }

    /// <summary>A field of the type string.</summary>
    public ProtobufMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A field of the type bytes.</summary>
    public ProtobufMessage Add(int field, ReadOnlySpan<byte> value)
    {
        WriteTag(field, LengthDelimited);
        WriteVarint((ulong)value.Length);
        _content.Write(value);
        return this;
    }

    /// <summary>A field that is a message itself; a repeated field has one after the other.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage value) => Add(field, value._content.WrittenSpan);

    /// <summary>The bytes of the message.</summary>
    public byte[] ToArray() => _content.WrittenSpan.ToArray();

    private void WriteTag(int field, uint type) => WriteVarint(((uint)field << 3) | type);

    // Seven bits a byte, the lowest first; the eighth says that more follow.
    private void WriteVarint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        int length = 0;
        for (; value > 0x7F; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        _content.Write(bytes[..length]);
    }
}
