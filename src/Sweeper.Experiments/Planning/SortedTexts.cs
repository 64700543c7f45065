using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Planning;

/// <summary>
/// Hashes the canonical texts of many values in ordinal order, in memory that the next ones use again. For one thread.
/// </summary>
internal sealed class SortedTexts
{
    private const int HashedAtOnce = 1 << 16;
    private const int LongestNumber = 64;

    private readonly ArrayBufferWriter<byte> _sorted = new(HashedAtOnce);
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly List<int> _starts = [0];
    private readonly List<ulong> _heads = [];

    public void Add(HyperparameterValue value)
    {
        value.AppendTo(_text);
        Finish();
    }

    public void Add(double number)
    {
        number.TryFormat(_text.GetSpan(LongestNumber), out int written, "R", CultureInfo.InvariantCulture);
        _text.Advance(written);
        Finish();
    }

    /// <summary>Hashes the texts, a blank before each, and forgets them.</summary>
    public void AppendTo(IncrementalHash hash)
    {
        foreach (int index in Order())
        {
            _sorted.Write(" "u8);
            _sorted.Write(Text(index));
            if (_sorted.WrittenCount < HashedAtOnce)
                continue;
            hash.AppendData(_sorted.WrittenSpan);
            _sorted.ResetWrittenCount();
        }

        hash.AppendData(_sorted.WrittenSpan);
        _sorted.ResetWrittenCount();
        _text.ResetWrittenCount();
        CollectionsMarshal.SetCount(_starts, 1);
        _heads.Clear();
    }

    private int[] Order()
    {
        // Their first eight bytes as a number decide nearly always, and numbers are sorted fast.
        Span<ulong> heads = CollectionsMarshal.AsSpan(_heads);
        int[] order = [.. Enumerable.Range(0, heads.Length)];
        heads.Sort(order.AsSpan());
        int first = 0;
        for (int i = 1; i <= order.Length; i++)
        {
            if (i < order.Length && heads[i] == heads[first])
                continue;
            if (i - first > 1)
                order.AsSpan(first, i - first).Sort((a, b) => Text(a).SequenceCompareTo(Text(b)));
            first = i;
        }

        return order;
    }

    private void Finish()
    {
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        head.Clear();
        ReadOnlySpan<byte> text = _text.WrittenSpan[_starts[^1]..];
        text[..Math.Min(text.Length, head.Length)].CopyTo(head);
        _heads.Add(BinaryPrimitives.ReadUInt64BigEndian(head));
        _starts.Add(_text.WrittenCount);
    }

    private ReadOnlySpan<byte> Text(int index) => _text.WrittenSpan[_starts[index].._starts[index + 1]];
}
