using Google.Protobuf;

namespace Sweeper.Training.ModelExports;

/// <summary>
/// A message of Protocol Buffers, written field by field by the numbers that a published schema gives them: for the few messages
/// that are written here, code made from the schema would be thousands of lines.
/// (https://protobuf.dev/programming-guides/encoding)
/// </summary>
public sealed class ProtobufMessage
{
    private readonly MemoryStream _content = new();
    private readonly CodedOutputStream _output;

    public ProtobufMessage() => _output = new CodedOutputStream(_content, leaveOpen: true);

    /// <summary>A field of an integer type, or of an enumeration.</summary>
    public ProtobufMessage Add(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
        return this;
    }

    /// <summary>A field of the type float.</summary>
    public ProtobufMessage Add(int field, float value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed32);
        _output.WriteFloat(value);
        return this;
    }

    /// <summary>A field of the type double.</summary>
    public ProtobufMessage Add(int field, double value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed64);
        _output.WriteDouble(value);
        return this;
    }

    /// <summary>A field of the type string.</summary>
    public ProtobufMessage Add(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
        return this;
    }

    /// <summary>A field of the type bytes.</summary>
    public ProtobufMessage Add(int field, ReadOnlySpan<byte> value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(ByteString.CopyFrom(value));
        return this;
    }

    /// <summary>A field that is a message itself; a repeated field has one after the other.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage value) => Add(field, value.ToArray());

    /// <summary>The bytes of the message.</summary>
    public byte[] ToArray()
    {
        _output.Flush();
        return _content.ToArray();
    }
}
