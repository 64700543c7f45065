using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Sweeper.Cli.Commands;
using Sweeper.Sweeps;

namespace Sweeper.Cli;

/// <summary>The command line: parses arguments, runs the command, and turns what went wrong into a line and an exit code.</summary>
internal static class SweeperCommandLine
{
    /// <summary>Runs a command to its end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, CommandContext context)
    {
        var verbose = new Option<bool>("--verbose") { Description = "Show the stack trace of an error.", Recursive = true };
        ParseResult parsed = CreateRoot(context, verbose).Parse(arguments);
        TextWriter errors = context.Messages.Profile.Out.Writer;
        if (parsed.Action is ParseErrorAction)
        {
            foreach (string message in Complaints(parsed))
                errors.WriteLine($"error: {message}");
            errors.WriteLine($"Try '{CommandPath(parsed)} --help'.");
            return ExitCode.WrongInput;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = context.Output.Profile.Out.Writer,
                Error = errors,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return parsed.Invoke(configuration);
        }
        catch (Exception e)
        {
            return Explain(e, parsed.GetValue(verbose), errors);
        }
    }

    /// <summary>
    /// What is wrong with the arguments. A command that does not exist would be two errors, neither of which names those that do.
    /// </summary>
    private static IEnumerable<string> Complaints(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command.Subcommands.Count == 0)
            return parsed.Errors.Select(e => e.Message).Distinct();
        string known = string.Join(", ", command.Subcommands.Select(c => c.Name));
        string what = parsed.UnmatchedTokens is [string first, ..] ? $"there is no command '{first}'; there are" : "which command? There are";
        return [$"{what}: {known}"];
    }

    internal static RootCommand CreateRoot(CommandContext context, Option<bool> verbose)
    {
        var root = new RootCommand("Trains every combination of an experiment's hyperparameters and reports what came of it.")
        {
            new RunCommand(context),
            new ValidateCommand(context),
            new PlanCommand(context),
            new SchemaCommand(context),
            new ListCommand(context),
            new TrialsCommand(context),
            new ShowCommand(context),
            new CompareCommand(context),
            new QueryCommand(context),
            new ExportCommand(context),
            new ReportCommand(context),
            new FiguresCommand(context),
            new EvaluateCommand(context),
            new PredictCommand(context),
            new VerifyCommand(context),
            new DataCommand(context),
            verbose,
        };
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!);
        return root;
    }

    private static int Explain(Exception exception, bool verbose, TextWriter errors)
    {
        if (exception is not SweeperException failure)
        {
            errors.WriteLine($"error: a bug in Sweeper: {exception}");
            return ExitCode.Bug;
        }

        errors.WriteLine($"error: {failure.Message}");
        if (verbose)
            errors.WriteLine(failure);
        return failure.Kind == FailureKind.Input ? ExitCode.WrongInput : ExitCode.WrongEnvironment;
    }

    private static string CommandPath(ParseResult parsed)
    {
        IEnumerable<string> names = Path(parsed.CommandResult).Where(c => c.Command is not RootCommand).Select(c => c.Command.Name);
        return string.Join(' ', names.Reverse().Prepend("sweeper"));
    }

    private static IEnumerable<CommandResult> Path(CommandResult innermost)
    {
        for (CommandResult? result = innermost; result is not null; result = result.Parent as CommandResult)
            yield return result;
    }
}
