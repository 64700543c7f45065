namespace Sweeper.Cli.Progress;

/// <summary>Writes each message at once as a line, in the order they come.</summary>
internal sealed class MessageProgress(TextWriter output) : IProgress<string>
{
    public void Report(string value) => output.WriteLine(value);
}
