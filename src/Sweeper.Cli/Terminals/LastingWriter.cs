using System.Globalization;
using System.Text;

namespace Sweeper.Cli.Terminals;

/// <summary>
/// Hands text on for as long as somebody takes it. Text that cannot be written, because a terminal has gone away or a disk is
/// full, is lost, and <see cref="Failure"/> says so: what a command does is worth more than what it says. As thread-safe as the
/// writer within.
/// </summary>
internal sealed class LastingWriter(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
{
    private volatile string? _failure;

    /// <summary>Why text was lost first; null when none was.</summary>
    public string? Failure => _failure;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Attempt(value, static (writer, text) => writer.Write(text));

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Attempt(buffer, static (writer, text) => writer.Write(text));

    public override void Write(string? value) => Attempt(value, static (writer, text) => writer.Write(text));

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush() => Attempt(0, static (writer, _) => writer.Flush());

    private void Attempt<T>(T value, Action<TextWriter, T> write)
        where T : allows ref struct
    {
        try
        {
            write(inner, value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A handle that is not open for writing hides its reason within "access denied".
            _failure ??= (e.InnerException as IOException ?? e).Message.TrimEnd('.');
        }
    }
}
