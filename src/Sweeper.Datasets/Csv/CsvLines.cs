namespace Sweeper.Datasets.Csv;

/// <summary>The lines of a text, without their ends: LF or CR LF. What comes after the last end is a line when it is not empty.</summary>
internal ref struct CsvLines
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private ReadOnlySpan<byte> _rest;

    public CsvLines(ReadOnlySpan<byte> text)
    {
        _rest = text.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;
    }

    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Of <see cref="Current"/>, from 1.</summary>
    public int Number { get; private set; }

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;
        int end = _rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? [] : _rest[(end + 1)..];
        Current = line is [.., (byte)'\r'] ? line[..^1] : line;
        Number++;
        return true;
    }
}
