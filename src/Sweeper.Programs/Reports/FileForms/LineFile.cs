using System.Text;
using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.FileForms;

/// <summary>
/// A file of lines: a half-written last one waits, and one that is longer than a line of output may be is passed over.
/// </summary>
internal abstract class LineFile : FileForm
{
    public override long Read(ReadOnlySpan<byte> bytes, long offset, bool isEnd, MetricFound found)
    {
        int length = isEnd ? bytes.Length : bytes.LastIndexOf((byte)'\n') + 1;
        if (length == 0)
            return bytes.Length > PrintedLines.MaximumBytes ? bytes.Length : 0;

        ReadLines(Encoding.UTF8.GetString(bytes[..length]).Replace("\0", "", StringComparison.Ordinal), found);
        return length;
    }

    /// <summary>Reads whole lines.</summary>
    protected abstract void ReadLines(string lines, MetricFound found);
}
