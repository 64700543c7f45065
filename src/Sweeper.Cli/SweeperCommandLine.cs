using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Sweeper.Cli.Commands;
using Sweeper.Cli.Commands.Data;
using Sweeper.Cli.Commands.Keeping;
using Sweeper.Cli.Commands.Models;
using Sweeper.Cli.Commands.Runs;
using Sweeper.Cli.Terminals;
using Sweeper.Sweeps;

namespace Sweeper.Cli;

/// <summary>
/// The command line: parses arguments, runs the command, and turns what went wrong into a line and an exit code.
/// </summary>
internal static class SweeperCommandLine
{
    private static readonly NamedCommand[] Commands =
    [
        new("run", c => new RunCommand(c)),
        new("finish", c => new FinishCommand(c)),
        new("validate", c => new ValidateCommand(c)),
        new("plan", c => new PlanCommand(c)),
        new("schema", c => new SchemaCommand(c)),
        new("try", c => new TryCommand(c)),
        new("list", c => new ListCommand(c)),
        new("trials", c => new TrialsCommand(c)),
        new("show", c => new ShowCommand(c)),
        new("compare", c => new CompareCommand(c)),
        new("suggest", c => new SuggestCommand(c)),
        new("import", c => new ImportCommand(c)),
        new("note", c => new NoteCommand(c)),
        new("rename", c => new RenameCommand(c)),
        new("delete", c => new DeleteCommand(c)),
        new("query", c => new QueryCommand(c)),
        new("export", c => new ExportCommand(c)),
        new("report", c => new ReportCommand(c)),
        new("figures", c => new FiguresCommand(c)),
        new("evaluate", c => new EvaluateCommand(c)),
        new("predict", c => new PredictCommand(c)),
        new("dashboard", c => new DashboardCommand(c)),
        new("stop", c => new StopCommand(c)),
        new("merge", c => new MergeCommand(c)),
        new("verify", c => new VerifyCommand(c)),
        new("models", c => new ModelsCommand(c)),
        new("data", c => new DataCommand(c)),
        new("work", c => new WorkCommand(c)),
    ];

    /// <summary>Runs a command to its end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, CommandContext context)
    {
        var output = new GuardedConsole(context.Output);
        var messages = new GuardedConsole(context.Messages);
        var verbose = new Option<bool>("--verbose") { Description = "Show the stack trace of an error.", Recursive = true };
        ParseResult parsed = CreateRoot(
            context with { Output = output, Messages = messages }, verbose, arguments.FirstOrDefault()).Parse(arguments);
        int exitCode = Invoke(parsed, verbose, output.Profile.Out.Writer, messages.Profile.Out.Writer);
        return TellLosses(exitCode, parsed.CommandResult.Command is RunCommand, output, messages);
    }

    private static int Invoke(ParseResult parsed, Option<bool> verbose, TextWriter output, TextWriter errors)
    {
        string[] complaints = [.. parsed.Action is ParseErrorAction ? Complaints(parsed) : Blanks(parsed)];
        if (complaints.Length > 0)
        {
            foreach (string message in complaints)
                errors.WriteLine($"error: {TerminalText.OneLine(message)}");
            errors.WriteLine($"Try '{CommandPath(parsed)} --help'.");
            return ExitCode.WrongInput;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = output,
                Error = errors,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception e)
        {
            return Explain(e, parsed.GetValue(verbose), errors);
        }
    }

    /// <summary>Says on the stream that is left what did not get through on the other.</summary>
    private static int TellLosses(int exitCode, bool isRun, GuardedConsole output, GuardedConsole messages)
    {
        string kept = isRun ? " The results folder has everything that was trained." : "";
        if (output.Failure is string failure)
        {
            messages.Profile.Out.Writer.WriteLine(
                $"error: standard output cannot be written: {failure}. What is missing there is lost.{kept}");
            return exitCode == ExitCode.Done ? ExitCode.WrongEnvironment : exitCode;
        }

        // Other commands give data, among which a sentence would be an error.
        if (isRun && messages.Failure is string reason)
            output.Profile.Out.Writer.WriteLine(
                $"Standard error cannot be written: {reason}. What is missing there is lost.{kept}");
        return exitCode;
    }

    /// <summary>
    /// What is wrong with the arguments. A command that does not exist would be two errors, neither of which names those that
    /// do.
    /// </summary>
    private static IEnumerable<string> Complaints(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command.Subcommands.Count == 0)
            return parsed.Errors.Select(e => e.Message).Distinct();
        string known = string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
        string what = parsed.UnmatchedTokens is [string first, ..]
            ? $"there is no command '{first}'; there are"
            : "which command? There are";
        return [$"{what}: {known}"];
    }

    /// <summary>
    /// Arguments without a text, which are a script's variable that was never set, and none of them means anything. To
    /// another program they may.
    /// </summary>
    private static IEnumerable<string> Blanks(ParseResult parsed)
    {
        foreach (SymbolResult result in parsed.CommandResult.Children)
        {
            bool isOfAnother = result is ArgumentResult && parsed.CommandResult.Command is TryCommand;
            if (!result.Tokens.Take(isOfAnother ? 1 : int.MaxValue).Any(t => string.IsNullOrWhiteSpace(t.Value)))
                continue;
            if (result is OptionResult { Option: Option option })
                yield return $"{option.Name} is empty; it must be {option.HelpName ?? "a text"}.";
            else if (result is ArgumentResult { Argument: Argument argument })
                yield return $"{argument.Name} is empty; it must be a text.";
        }
    }

    /// <summary>The command that is named alone, so that it starts sooner; all where none of them is named.</summary>
    internal static RootCommand CreateRoot(CommandContext context, Option<bool> verbose, string? name = null)
    {
        var root = new RootCommand(
            "Trains every combination of an experiment's hyperparameters and reports what came of it.") { verbose };
        bool isKnown = Commands.Any(c => c.Name == name);
        foreach (NamedCommand command in Commands)
        {
            if (!isKnown || command.Name == name)
                root.Add(command.Create(context));
        }

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!);
        return root;
    }

    private static int Explain(Exception exception, bool verbose, TextWriter errors)
    {
        // Files and folders fail in more ways than each place that uses them can foresee.
        if (exception is not (SweeperException or IOException or UnauthorizedAccessException))
        {
            errors.WriteLine($"error: a bug in Sweeper: {exception}");
            return ExitCode.Bug;
        }

        errors.WriteLine($"error: {TerminalText.OneLine(exception.Message)}");
        if (verbose)
            errors.WriteLine(exception.ToString());
        return ExitCode.Of(exception is SweeperException failure ? failure.Kind : FailureKind.Environment);
    }

    private static string CommandPath(ParseResult parsed)
    {
        IEnumerable<string> names = Path(parsed.CommandResult).Where(c => c.Command is not RootCommand)
            .Select(c => c.Command.Name);
        return string.Join(' ', names.Reverse().Prepend("sweeper"));
    }

    private static IEnumerable<CommandResult> Path(CommandResult innermost)
    {
        for (CommandResult? result = innermost; result is not null; result = result.Parent as CommandResult)
            yield return result;
    }

    // Not a tuple: a generic type over one is compiled when a command starts, and over classes it is there.
    private sealed record NamedCommand(string Name, Func<CommandContext, Command> Create);
}
