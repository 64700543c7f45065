using System.Buffers.Binary;
using Google.Protobuf;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Reports.FileForms;

/// <summary>Writes TensorBoard's event files, of which <see cref="EventFile"/> says how they are made: scalars alone.</summary>
/// <param name="stream">Stands where the file begins; stays open.</param>
public sealed class EventFileWriter(Stream stream)
{
    /// <summary>What every such file begins with: the version of the form.</summary>
    /// <param name="seconds">When, in seconds since 1970.</param>
    public void WriteVersion(double seconds) => WriteRecord(Message(e =>
    {
        WriteTime(e, seconds);
        e.WriteTag(3, WireFormat.WireType.LengthDelimited);
        e.WriteString("brain.Event:2");
    }));

    /// <summary>The metrics of a step, each under its name.</summary>
    /// <param name="seconds">When, in seconds since 1970.</param>
    /// <param name="step">Which one.</param>
    /// <param name="metrics">At least one.</param>
    public void Write(double seconds, long step, IEnumerable<MetricValue> metrics) => WriteRecord(Message(e =>
    {
        WriteTime(e, seconds);
        e.WriteTag(2, WireFormat.WireType.Varint);
        e.WriteInt64(step);
        WriteMessage(e, 5, Message(summary =>
        {
            foreach (MetricValue metric in metrics)
                WriteMessage(summary, 1, Message(value => WriteValue(value, metric)));
        }));
    }));

    private static void WriteValue(CodedOutputStream value, MetricValue metric)
    {
        value.WriteTag(1, WireFormat.WireType.LengthDelimited);
        value.WriteString(metric.Metric);
        value.WriteTag(2, WireFormat.WireType.Fixed32);
        value.WriteFloat((float)metric.Value);
    }

    private static void WriteTime(CodedOutputStream e, double seconds)
    {
        e.WriteTag(1, WireFormat.WireType.Fixed64);
        e.WriteDouble(seconds);
    }

    private static void WriteMessage(CodedOutputStream output, int field, byte[] message)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(message));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var content = new MemoryStream();
        using (var output = new CodedOutputStream(content, leaveOpen: true))
            write(output);
        return content.ToArray();
    }

    private void WriteRecord(byte[] data)
    {
        Span<byte> head = stackalloc byte[EventFile.Head], tail = stackalloc byte[EventFile.Tail];
        BinaryPrimitives.WriteInt64LittleEndian(head, data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(long)..], EventFile.Checksum(head[..sizeof(long)]));
        BinaryPrimitives.WriteUInt32LittleEndian(tail, EventFile.Checksum(data));
        stream.Write(head);
        stream.Write(data);
        stream.Write(tail);
    }
}
