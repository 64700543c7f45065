using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;
using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.FileForms;

/// <summary>
/// A run file of Weights &amp; Biases, <c>run-….wandb</c>: seven bytes, then LevelDB's log (blocks of 32 KiB; each piece has a
/// checksum, a length and whether it begins or ends a record) of Records (wandb/proto/wandb_internal.proto), of which the
/// history rows are read.
/// </summary>
internal sealed class WandbFile : FileForm
{
    private const int FileHead = 7;
    private const int Block = 1 << 15;
    private const int PieceHead = 7;

    private readonly ArrayBufferWriter<byte> _record = new();

    public override long Read(ReadOnlySpan<byte> bytes, long offset, bool isEnd, MetricFound found)
    {
        int at = offset == 0 ? FileHead : 0;
        while (at + PieceHead <= bytes.Length)
        {
            int left = Block - (int)((offset + at) % Block);
            if (left < PieceHead)
            {
                at += left;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 4)..]);
            byte kind = bytes[at + 6];
            if (length > left - PieceHead || kind > 4)
                return bytes.Length;
            if (at + PieceHead + length > bytes.Length)
                break;

            Take(kind, bytes.Slice(at + PieceHead, length), found);
            at += PieceHead + length;
        }

        return at;
    }

    // 1 a whole record, 2 its first piece, 3 one between, 4 its last.
    private void Take(byte kind, ReadOnlySpan<byte> piece, MetricFound found)
    {
        if (kind is 1 or 2)
            _record.Clear();
        _record.Write(piece);
        if (kind is not (1 or 4))
            return;

        try
        {
            WandbHistory.Read(_record.WrittenSpan.ToArray(), found);
        }
        catch (InvalidProtocolBufferException)
        {
            // A record that this reader does not know.
        }
    }
}

/// <summary>The rows of a run's history.</summary>
internal static class WandbHistory
{
    /// <summary>Reads a Record; only one with a history has values.</summary>
    public static void Read(byte[] record, MetricFound found)
    {
        var input = new CodedInputStream(record);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == 2 && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                ReadRow(input.ReadBytes(), found);
            else
                input.SkipLastField();
        }
    }

    private static void ReadRow(ByteString row, MetricFound found)
    {
        long step = 0;
        var values = new List<(string[] Path, object? Value)>();
        CodedInputStream input = row.CreateCodedInput();
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    values.Add(Item(input.ReadBytes().CreateCodedInput()));
                    break;
                case 2:
                    step = StepOf(input.ReadBytes().CreateCodedInput());
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        string[] media = [.. values.Where(v => v.Path[^1] == "_type").Select(v => string.Join('.', v.Path[..^1]) + ".")];
        foreach ((string[] path, object? value) in values)
        {
            string name = string.Join('.', path);
            if (name.StartsWith('_') || media.Any(m => name.StartsWith(m, StringComparison.Ordinal)))
                continue;
            foreach ((string part, double number) in LiteralText.Numbers(new() { [name] = value }))
                found(part, number, step);
        }
    }

    private static (string[] Path, object? Value) Item(CodedInputStream item)
    {
        string key = "";
        var path = new List<string>();
        object? value = null;
        for (uint tag = item.ReadTag(); tag != 0; tag = item.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    key = item.ReadString();
                    break;
                case 2:
                    path.Add(item.ReadString());
                    break;
                case 16:
                    string text = item.ReadString();
                    // A text is none, but for the spellings of what JSON has no number for.
                    value = LiteralText.TryReadValue(text) is var read && read is string said
                        && !(said is "NaN" or "Infinity" or "-Infinity") ? null : read;
                    break;
                default:
                    item.SkipLastField();
                    break;
            }
        }

        return (path.Count > 0 ? [.. path] : [key], value);
    }

    private static long StepOf(CodedInputStream step)
    {
        long number = 0;
        for (uint tag = step.ReadTag(); tag != 0; tag = step.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == 1)
                number = step.ReadInt64();
            else
                step.SkipLastField();
        }

        return number;
    }
}
