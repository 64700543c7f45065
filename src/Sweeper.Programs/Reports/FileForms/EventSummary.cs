using System.Buffers.Binary;
using Google.Protobuf;
using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.FileForms;

/// <summary>
/// The scalars of TensorBoard's events: TensorFlow 1 and PyTorch write <c>simple_value</c>, TensorFlow 2 tensors without
/// dimensions.
/// </summary>
internal sealed class EventSummary(FoundFile file)
{
    // Only the first value of a tag need say to which plugin it belongs.
    private readonly Dictionary<string, string> _plugins = new(StringComparer.Ordinal);

    /// <summary>Reads an Event (tensorflow/core/util/event.proto); what is none has no values.</summary>
    public void Read(byte[] data, MetricFound found)
    {
        try
        {
            ReadEvent(data, found);
        }
        catch (InvalidProtocolBufferException)
        {
            // Its checksum is right, so it is a record of another kind.
        }
    }

    private void ReadEvent(byte[] data, MetricFound found)
    {
        long step = 0;
        ByteString? summary = null;
        var input = new CodedInputStream(data);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 2:
                    step = input.ReadInt64();
                    break;
                case 5:
                    summary = input.ReadBytes();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        foreach (ByteString value in Fields(summary, 1))
            ReadValue(value, Math.Max(0, step), found);
    }

    private void ReadValue(ByteString value, long step, MetricFound found)
    {
        string name = "";
        double? number = null;
        CodedInputStream input = value.CreateCodedInput();
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    name = input.ReadString();
                    break;
                case 2:
                    number = input.ReadFloat();
                    break;
                case 8:
                    number = Scalar(input.ReadBytes());
                    break;
                case 9:
                    foreach (ByteString plugin in Fields(input.ReadBytes(), 1))
                        _plugins.TryAdd(name, Fields(plugin, 1).FirstOrDefault()?.ToStringUtf8() ?? "");
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        if (number is { } scalar && name.Length > 0 && _plugins.GetValueOrDefault(name, "scalars") is "scalars" or "")
            found(file.Qualified(name), scalar, step);
    }

    // tensorflow/core/framework/tensor.proto: 1 type, 2 shape, 4 the bytes, 5 to 10 numbers one by one.
    private static double? Scalar(ByteString tensor)
    {
        ulong type = 0;
        double? number = null;
        CodedInputStream input = tensor.CreateCodedInput();
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            bool isPacked = WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited;
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    type = input.ReadUInt64();
                    break;
                case 2 when !Fields(input.ReadBytes(), 2).Any():
                    break;
                case 2:
                    return null;
                case 4:
                    number = Number(type, input.ReadBytes().Span);
                    break;
                case 5 or 6 when isPacked:
                    number = Number(type, input.ReadBytes().Span);
                    break;
                case 7 or 10 when isPacked:
                    number = input.ReadBytes().CreateCodedInput().ReadInt64();
                    break;
                case 5:
                    number = input.ReadFloat();
                    break;
                case 6:
                    number = input.ReadDouble();
                    break;
                case 7 or 10:
                    number = input.ReadInt64();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return number;
    }

    // tensorflow/core/framework/types.proto: 1 float, 2 double, 3 int32, 9 int64, 14 bfloat16, 19 half.
    private static double? Number(ulong type, ReadOnlySpan<byte> bytes) => (type, bytes.Length) switch
    {
        (1, 4) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (2, 8) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        (3, 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        (9, 8) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        (14, 2) => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        (19, 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        _ => null,
    };

    private static IEnumerable<ByteString> Fields(ByteString? message, int number)
    {
        if (message is null)
            yield break;

        CodedInputStream input = message.CreateCodedInput();
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == number)
                yield return input.ReadBytes();
            else
                input.SkipLastField();
        }
    }
}
