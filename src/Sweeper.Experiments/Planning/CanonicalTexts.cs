using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Planning;

/// <summary>Hashes the canonical texts of many values, in memory that the next ones use again. For one thread.</summary>
internal sealed class CanonicalTexts
{
    private const int HashedAtOnce = 1 << 16;

    // A text of a drawn number and the blank before it have some 22 bytes.
    private const int UsualLength = 24;

    private readonly ArrayBufferWriter<byte> _sorted = new(HashedAtOnce);
    private ArrayBufferWriter<byte> _text = new();
    private int[] _starts = [];
    private int[] _order = [];
    private ulong[] _heads = [];

    /// <summary>Hashes the texts of values in ordinal order, a blank before each.</summary>
    public void AppendSorted(ImmutableArray<HyperparameterValue> values, IncrementalHash hash)
    {
        Read(values);
        Sort(values.Length);
        _sorted.ResetWrittenCount();
        foreach (int index in _order.AsSpan(0, values.Length))
        {
            _sorted.Write(" "u8);
            _sorted.Write(Text(index));
            if (_sorted.WrittenCount >= HashedAtOnce)
            {
                hash.AppendData(_sorted.WrittenSpan);
                _sorted.ResetWrittenCount();
            }
        }

        hash.AppendData(_sorted.WrittenSpan);
    }

    private void Read(ImmutableArray<HyperparameterValue> values)
    {
        if (_starts.Length <= values.Length)
        {
            _text = new ArrayBufferWriter<byte>(Math.Max(1, values.Length) * UsualLength);
            (_starts, _order, _heads) = (new int[values.Length + 1], new int[values.Length], new ulong[values.Length]);
        }

        _text.ResetWrittenCount();
        for (int i = 0; i < values.Length; i++)
        {
            values[i].AppendTo(_text);
            _starts[i + 1] = _text.WrittenCount;
        }
    }

    private void Sort(int count)
    {
        // Their first eight bytes as a number decide nearly always, and numbers are sorted fast.
        for (int i = 0; i < count; i++)
            (_heads[i], _order[i]) = (Head(Text(i)), i);
        Array.Sort(_heads, _order, 0, count);
        Comparison<int> wholes = (a, b) => Text(a).SequenceCompareTo(Text(b));
        int first = 0;
        for (int i = 1; i <= count; i++)
        {
            if (i < count && _heads[i] == _heads[first])
                continue;
            if (i - first > 1)
                _order.AsSpan(first, i - first).Sort(wholes);
            first = i;
        }
    }

    private ReadOnlySpan<byte> Text(int index) => _text.WrittenSpan[_starts[index].._starts[index + 1]];

    private static ulong Head(ReadOnlySpan<byte> text)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        head.Clear();
        text[..Math.Min(text.Length, head.Length)].CopyTo(head);
        return BinaryPrimitives.ReadUInt64BigEndian(head);
    }
}
