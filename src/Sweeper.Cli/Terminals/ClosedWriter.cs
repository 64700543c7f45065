using System.Globalization;
using System.Text;

namespace Sweeper.Cli.Terminals;

/// <summary>A stream that the process was started without.</summary>
internal sealed class ClosedWriter() : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("It is closed");
}
