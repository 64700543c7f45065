using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Sweeper.Cli.Commands;

namespace Sweeper.Cli;

/// <summary>The help of a command, with an example at its end.</summary>
internal sealed class HelpWithExample(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = help.Invoke(parseResult);
        string example = parseResult.CommandResult.Command is SweeperCommand command
            ? command.Example
            : "sweeper run experiments/quickstart.yaml";
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Example:");
        output.WriteLine($"  {example}");
        return exitCode;
    }
}
