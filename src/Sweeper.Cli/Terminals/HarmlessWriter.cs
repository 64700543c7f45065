using System.Globalization;
using System.Text;

namespace Sweeper.Cli.Terminals;

/// <summary>Hands text on with <see cref="TerminalText.Harmless"/>; line ends of either kind stay. Thread-safe.</summary>
internal sealed class HarmlessWriter(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly Lock _lock = new();
    private bool _hasHeldReturn;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        lock (_lock)
        {
            // Whether a carriage return ends a line shows in what comes next.
            string text = _hasHeldReturn ? "\r" + value : value;
            _hasHeldReturn = text[^1] == '\r';
            string[] lines = (_hasHeldReturn ? text[..^1] : text).Split("\r\n");
            inner.Write(string.Join("\r\n", lines.Select(TerminalText.Harmless)));
        }
    }

    public override void Flush() => inner.Flush();
}
