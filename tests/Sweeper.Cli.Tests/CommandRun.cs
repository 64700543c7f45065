using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests;

/// <summary>What a command did, carried out in this process.</summary>
/// <param name="ExitCode">What the process would end with.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Messages">Standard error.</param>
internal sealed record CommandRun(int ExitCode, string Output, string Messages)
{
    /// <summary>The lines of standard error.</summary>
    public string[] MessageLines => Messages.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of standard output.</summary>
    public string[] OutputLines => Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static CommandRun Of(params string[] arguments) => With(context => context, arguments);

    /// <summary>Carries a command out in a changed context.</summary>
    public static CommandRun With(Func<CommandContext, CommandContext> change, params string[] arguments)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var context = new CommandContext(
            PlainConsole.Create(output), PlainConsole.Create(TextWriter.Synchronized(messages)), TimeProvider.System);
        int exitCode = SweeperCommandLine.Run(arguments, change(context));
        return new CommandRun(exitCode, output.ToString(), messages.ToString());
    }

    /// <summary>Standard output as JSON.</summary>
    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;
}
