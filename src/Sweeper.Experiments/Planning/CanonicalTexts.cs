using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Planning;

/// <summary>The canonical texts of many values, which are ASCII, in one buffer.</summary>
internal sealed class CanonicalTexts
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly int[] _starts;

    public CanonicalTexts(ImmutableArray<HyperparameterValue> values)
    {
        _starts = new int[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
        {
            values[i].AppendTo(_text);
            _starts[i + 1] = _text.WrittenCount;
        }
    }

    /// <summary>Appends them in ordinal order, a blank before each.</summary>
    public void AppendSorted(ArrayBufferWriter<byte> text)
    {
        // Their first eight bytes as a number decide nearly always, and numbers are sorted fast.
        ulong[] heads = new ulong[_starts.Length - 1];
        int[] order = new int[heads.Length];
        for (int i = 0; i < heads.Length; i++)
            (heads[i], order[i]) = (Head(Text(i)), i);
        Array.Sort(heads, order);
        Comparison<int> wholes = (a, b) => Text(a).SequenceCompareTo(Text(b));
        int first = 0;
        for (int i = 1; i <= heads.Length; i++)
        {
            if (i < heads.Length && heads[i] == heads[first])
                continue;
            if (i - first > 1)
                order.AsSpan(first, i - first).Sort(wholes);
            first = i;
        }

        foreach (int index in order)
        {
            text.Write(" "u8);
            text.Write(Text(index));
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
