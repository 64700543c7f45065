using System.Text;

namespace Sweeper.Cli.Tests;

/// <summary>A stream that takes so many characters and no more, as on a disk that becomes full.</summary>
internal sealed class FailingWriter(int room = 0) : TextWriter
{
    private int _written;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (_written++ >= room)
            throw new IOException("No space left on device");
    }
}
