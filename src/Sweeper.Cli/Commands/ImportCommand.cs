using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Running;
using Sweeper.Cli.Terminals;
using Sweeper.Programs.Imports;
using Sweeper.Storage.Optuna;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Commands;

/// <summary><c>import</c>: takes results of another tool as a sweep.</summary>
internal sealed class ImportCommand : SweeperCommand
{
    private static readonly byte[] SqliteMark = "SQLite format 3\0"u8.ToArray();

    private readonly CommandContext _context;
    private readonly Argument<string> _path = new("RESULTS")
    {
        Description = "A SQLite database of Optuna, the mlruns folder of MLflow, or a CSV file with a row for each trial, such "
            + "as runs exported from W&B.",
    };

    private readonly Option<string> _name =
        new("--name") { Description = "What the sweep is called.", Required = true, HelpName = "NAME" };
    private readonly Option<string?> _study =
        new("--study") { Description = "Of several studies or experiments, which.", HelpName = "NAME" };
    private readonly Option<string?> _metric = new("--metric")
    {
        Description = "By which metric of MLflow or column to rank. Default: what names tell, a validation metric first.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _goal =
        new("--goal") { Description = "Which values of it are better. Default: what its name tells." };
    private readonly Option<string[]> _parameters = new("--parameters")
    {
        Description = "The columns or parameters that are hyperparameters. Default: all that are nothing else.",
        AllowMultipleArgumentsPerToken = true, HelpName = "NAME",
    };

    private readonly Option<string> _results = SharedOptions.Results();

    public ImportCommand(CommandContext context)
        : base("import", "Take results of Optuna, MLflow, W&B or a table as a sweep.", "sweeper import optuna.db --name old")
    {
        _context = context;
        _goal.AcceptOnlyFromAmong("minimize", "maximize");
        Add(_path);
        Add(_name);
        Add(_study);
        Add(_metric);
        Add(_goal);
        Add(_parameters);
        Add(_results);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        string path = arguments.GetValue(_path)!;
        ImportedResults imported = Read(arguments, path);
        SweepReference reference = new ImportRecord(_context, arguments.GetValue(_results)!)
            .Write(arguments.GetValue(_name)!, imported, path, arguments.Tokens.Select(t => t.Value));
        IEnumerable<string> states = imported.Trials
            .CountBy(t => ImportRecord.StateOf(t, imported.Objective.Metric)).OrderBy(s => s.Key)
            .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Value} {s.Key.Name()}"));
        _context.Output.Profile.Out.Writer.WriteLine(
            $"{reference}: {RunConclusion.Trials(imported.Trials.Length)} from {TerminalText.OneLine(imported.Source)} "
            + $"({string.Join(", ", states)}), {imported.Objective}");
        return ExitCode.Done;
    }

    private ImportedResults Read(ParseResult arguments, string path)
    {
        string? study = arguments.GetValue(_study), metric = arguments.GetValue(_metric);
        Goal? goal = arguments.GetValue(_goal) is string word ? Goals.Parse(word) : null;
        var choice = new ImportChoice(metric, goal, [.. arguments.GetValue(_parameters) ?? []]);
        try
        {
            if (Directory.Exists(path))
                return MlflowFolder.Read(path, study, choice);
            if (!IsSqlite(path))
                return ResultsTable.Read(path, choice);
            if (metric is not null || goal is not null || !choice.Parameters.IsEmpty)
                throw new SweeperException(
                    "a database of Optuna says itself what its parameters are and by what it ranks: leave --metric, "
                    + "--goal and --parameters out",
                    FailureKind.Input);
            return OptunaReader.Read(path, study);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CsvHelper.CsvFormatException)
        {
            throw new SweeperException($"'{path}' cannot be read: {TerminalText.OneLine(e.Message)}", FailureKind.Input, e);
        }
    }

    private static bool IsSqlite(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] start = new byte[SqliteMark.Length];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start.AsSpan().SequenceEqual(SqliteMark);
    }
}
