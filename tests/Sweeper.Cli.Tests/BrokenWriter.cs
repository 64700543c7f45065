using System.Text;

namespace Sweeper.Cli.Tests;

/// <summary>An output with a bug in it.</summary>
internal sealed class BrokenWriter : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new ArithmeticException();
}
