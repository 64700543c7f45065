using Sweeper.Sweeps.Attachments;

namespace Sweeper.Programs.Processes;

/// <summary>Keeps the end of what a program wrote.</summary>
/// <param name="capacity">The most bytes that are kept.</param>
internal sealed class OutputTail(int capacity)
{
    private const int LongestLine = 300;

    // Grows to twice the capacity, so that the end is moved to its start seldom.
    private byte[] _bytes = [];
    private int _count;

    /// <summary>Adds bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[^Math.Min(bytes.Length, capacity)..];
        if (_count + bytes.Length > _bytes.Length)
            MakeRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>What is kept.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(Math.Max(0, _count - capacity), Math.Min(_count, capacity));

    /// <summary>
    /// The last line with anything in it, without colours, shortened when it is very long; null when there is none.
    /// </summary>
    public string? LastLine() => ProgramOutput.LastLines(Bytes, 1) is [string line]
        ? line.Length <= LongestLine ? line.Trim() : $"{line[..LongestLine]}…"
        : null;

    private void MakeRoom(int added)
    {
        int kept = Math.Min(_count, capacity);
        int size = Math.Min(2 * capacity, Math.Max(256, 2 * (kept + added)));
        byte[] larger = kept + added <= _bytes.Length ? _bytes : new byte[size];
        Array.Copy(_bytes, _count - kept, larger, 0, kept);
        (_bytes, _count) = (larger, kept);
    }
}
