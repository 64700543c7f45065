using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Sweeper.Programs.Processes;

/// <summary>
/// A file of what a program wrote: all of it, or when it is more than the file may hold, its first half and its last. While the
/// program runs, the second half of such a file is written round and round; it is put in order at the end.
/// </summary>
internal sealed class OutputLog : IDisposable
{
    private const int CopyBytes = 1 << 16;

    private readonly string _path;
    private readonly long _head;
    private readonly long _tail;
    private readonly SafeFileHandle _file;
    private long _written;

    /// <param name="path">The file, made anew.</param>
    /// <param name="limit">The most bytes of output in it; at least 2.</param>
    public OutputLog(string path, long limit)
    {
        (_path, _head, _tail) = (path, limit / 2, limit - (limit / 2));
        _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
    }

    /// <summary>Adds bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            long place = PlaceOf(_written);
            long room = _written < _head ? _head - _written : _head + _tail - place;
            ReadOnlySpan<byte> piece = bytes[..(int)Math.Min(bytes.Length, room)];
            RandomAccess.Write(_file, piece, place);
            _written += piece.Length;
            bytes = bytes[piece.Length..];
        }
    }

    public void Dispose()
    {
        if (_written > _head + _tail)
            Arrange();
        _file.Dispose();
    }

    private long PlaceOf(long position) => position < _head ? position : _head + ((position - _head) % _tail);

    private void Arrange()
    {
        string arranged = _path + ".arranged";
        using (FileStream target = File.Create(arranged))
        {
            Copy(target, 0, _head);
            target.Write(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"\n[… {_written - _head - _tail:N0} bytes are left out here …]\n")));
            long oldest = PlaceOf(_written);
            Copy(target, oldest, _head + _tail - oldest);
            Copy(target, _head, oldest - _head);
        }

        File.Move(arranged, _path, overwrite: true);
    }

    private void Copy(FileStream target, long from, long count)
    {
        byte[] buffer = new byte[CopyBytes];
        while (count > 0)
        {
            int read = RandomAccess.Read(_file, buffer.AsSpan(0, (int)Math.Min(count, buffer.Length)), from);
            if (read == 0)
                return;
            target.Write(buffer, 0, read);
            from += read;
            count -= read;
        }
    }
}
