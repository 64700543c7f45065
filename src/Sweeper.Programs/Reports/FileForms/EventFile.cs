using System.Buffers.Binary;
using System.Numerics;
using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.FileForms;

/// <summary>
/// TensorBoard's event files. Each record is its length (8 bytes), the checksum of that, the data, the checksum of the data,
/// little-endian (tensorflow/core/lib/io/record_writer.h); the data is an Event (tensorflow/core/util/event.proto). A wrong
/// checksum ends the file.
/// </summary>
internal sealed class EventFile(FoundFile file) : FileForm
{
    /// <summary>Bytes before the data of a record.</summary>
    public const int Head = 12;

    /// <summary>Bytes after them.</summary>
    public const int Tail = 4;

    private const int Largest = 1 << 20;

    private readonly EventSummary _summary = new(file);
    private bool _isBroken;

    public override long Read(ReadOnlySpan<byte> bytes, long offset, bool isEnd, MetricFound found)
    {
        long at = 0;
        while (!_isBroken && at + Head <= bytes.Length)
        {
            ReadOnlySpan<byte> record = bytes[(int)at..];
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(record);
            _isBroken = length > long.MaxValue / 2
                || Checksum(record[..8]) != BinaryPrimitives.ReadUInt32LittleEndian(record[8..]);
            if (_isBroken)
                break;
            // A graph or a picture has no scalars.
            if (length > Largest)
                return at + Head + (long)length + Tail;
            if (Head + (int)length + Tail > record.Length)
                break;

            ReadOnlySpan<byte> data = record.Slice(Head, (int)length);
            _isBroken = Checksum(data) != BinaryPrimitives.ReadUInt32LittleEndian(record[(Head + (int)length)..]);
            if (!_isBroken)
                _summary.Read(data.ToArray(), found);
            at += Head + (long)length + Tail;
        }

        return _isBroken ? bytes.Length : at;
    }

    /// <summary>CRC-32C, turned by 15 bits and shifted, so that checksums of data with checksums in it are not weak.</summary>
    public static uint Checksum(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte next in data)
            crc = BitOperations.Crc32C(crc, next);
        return BitOperations.RotateRight(~crc, 15) + 0xa282ead8;
    }
}
