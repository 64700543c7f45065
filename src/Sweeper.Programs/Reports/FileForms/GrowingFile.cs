using System.Text;
using Sweeper.Programs.Reports.Notation;
using Sweeper.Sweeps.Durability;

namespace Sweeper.Programs.Reports.FileForms;

/// <summary>
/// A file that is read while it is written. What was read is not read again, unless the file was written anew, which shows in
/// its length or in bytes that were there before.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="shown">Its path below the folder it was found in.</param>
/// <param name="isNamed">Whether the user named it.</param>
/// <param name="former">What was in it before the program started; that much of it has no values of this program's. Null when it
/// was not there.</param>
internal sealed class GrowingFile(string path, string shown, bool isNamed, FileMark? former)
{
    private const int HeadBytes = 1 << 16;
    private const int MostAtOnce = 1 << 22;
    private const long LargestDocument = 1 << 26;

    private FileForm? _form;
    private FileMark _mark;
    private int _start;
    private long _offset;
    private long _silentUntil;
    private (long Length, DateTime Written) _seen = (-1, default);

    /// <summary>Reads what is new in it.</summary>
    /// <param name="isEnd">Whether nothing will be written any more.</param>
    /// <param name="found">Takes the values.</param>
    public void Read(bool isEnd, MetricFound found)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists || (!isEnd && _seen == (info.Length, info.LastWriteTimeUtc)))
                return;

            (long, DateTime) seen = (info.Length, info.LastWriteTimeUtc);
            using FileStream stream = RegularFile.OpenRead(path, bufferSize: 0);
            Read(stream, isEnd, found);
            _seen = seen;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Removed or locked at this moment, or no regular file; it is looked at again.
        }
    }

    private void Read(FileStream stream, bool isEnd, MetricFound found)
    {
        if (_form is not null && !_form.IsDocument && !_mark.IsIn(stream))
            _form = null;
        if (_form is null && !Start(stream, isEnd))
            return;

        if (_form!.IsDocument)
            ReadDocument(stream, found);
        else
            ReadOn(stream, isEnd, found);
    }

    // A file whose first line is not there yet waits: what it is shows in that.
    private bool Start(FileStream stream, bool isEnd)
    {
        byte[] head = FileMark.Bytes(stream, 0, HeadBytes);
        bool isText = !head.AsSpan().Contains((byte)0);
        if (isText && !isEnd && head.Length < HeadBytes && !head.AsSpan().Contains((byte)'\n')
            && !shown.EndsWith(".json", StringComparison.Ordinal))
            return false;

        // A byte order mark is no part of the first record, nor of the first column's name.
        _start = head.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        _form = AllFileForms.Choose(new FoundFile(shown, isNamed, Encoding.UTF8.GetString(head.AsSpan(_start))));
        _offset = _start;
        _mark = default;
        _silentUntil = former is { } before && before.IsIn(stream) ? before.Length : 0;
        return _form is not null;
    }

    private void ReadDocument(FileStream stream, MetricFound found)
    {
        if (stream.Length <= LargestDocument && !(former is { } before && before.Length == stream.Length && before.IsIn(stream)))
            _form!.Read(FileMark.Bytes(stream, _start, (int)stream.Length), _start, true, found);
    }

    private void ReadOn(FileStream stream, bool isEnd, MetricFound found)
    {
        long length = stream.Length;
        while (_offset < length)
        {
            bool isSilent = _offset < _silentUntil;
            long until = isSilent ? Math.Min(_silentUntil, length) : length;
            byte[] bytes = FileMark.Bytes(stream, _offset, (int)Math.Min(MostAtOnce, until - _offset));
            long read = _form!.Read(
                bytes, _offset, isEnd && _offset + bytes.Length == length, isSilent ? (_, _, _) => { } : found);
            if (read == 0 && !isSilent)
                break;
            if (read == 0)
                _silentUntil = _offset;
            _offset += read;
        }

        _mark = FileMark.Of(stream, Math.Min(_offset, length));
    }
}

/// <summary>
/// Enough of a file's content to see whether it was written anew: how much was read, how it began, and the bytes before that
/// place.
/// </summary>
internal readonly struct FileMark
{
    private const int HeadBytes = 256;
    private const int TailBytes = 64;

    private readonly byte[]? _head;
    private readonly byte[]? _tail;

    private FileMark(long length, byte[] head, byte[] tail) => (Length, _head, _tail) = (length, head, tail);

    /// <summary>Gets how many bytes of the file it stands for.</summary>
    public long Length { get; }

    /// <summary>Marks the first bytes of a file.</summary>
    public static FileMark Of(FileStream stream, long length) => new(
        length,
        Bytes(stream, 0, (int)Math.Min(HeadBytes, length)),
        Bytes(stream, Math.Max(0, length - TailBytes), (int)Math.Min(TailBytes, length)));

    /// <summary>Marks a file as it is; null when there is none.</summary>
    public static FileMark? Of(string path)
    {
        try
        {
            using FileStream stream = RegularFile.OpenRead(path, bufferSize: 0);
            return Of(stream, stream.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads at most so many bytes from a place on.</summary>
    public static byte[] Bytes(FileStream stream, long offset, int count)
    {
        byte[] bytes = new byte[(int)Math.Clamp(stream.Length - offset, 0, count)];
        stream.Position = offset;
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>Whether a file still begins with what is marked.</summary>
    public bool IsIn(FileStream stream) => stream.Length >= Length
        && (_head is null || Bytes(stream, 0, _head.Length).AsSpan().SequenceEqual(_head))
        && (_tail is null || Bytes(stream, Length - _tail.Length, _tail.Length).AsSpan().SequenceEqual(_tail));
}
