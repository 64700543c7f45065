using System.Collections.Immutable;
using System.CommandLine;
using Sweeper.Cli.Outputs;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Storage.Filters;
using Sweeper.Storage.Optuna;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Durability;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>export</c>: all trials or all epochs of a sweep for other programs, written as they are read.</summary>
internal sealed class ExportCommand : SweeperCommand
{
    private const string ToName = "--to";

    private static readonly string[] Formats = ["csv", "json", "parquet"];

    private static readonly string[] EpochFacts = ["sweep", "trial", "epoch", "is_best", "duration_seconds"];

    private readonly CommandContext _context;
    private readonly Argument<string> _sweep = SharedOptions.Sweep();
    private readonly Option<bool> _epochs =
        new("--epochs") { Description = "A row per trial and epoch, rather than per trial." };
    private readonly Option<string?> _output = new("--output")
    {
        Description = "The file to write; it appears when it is complete. Default: standard output.",
        HelpName = "FILE",
    };

    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<string?> _to = new(ToName)
    {
        Description =
            "Write the sweep for another program: a file that ends with .db is a database of Optuna, "
            + "a folder gets TensorBoard's event files.",
        HelpName = "FILE.db|DIR",
    };

    private readonly Option<string?> _format = new("--format")
    {
        Description =
            "csv, json for an array with an object a line, or parquet, which needs --output. Default: "
            + "what the file's name ends with, else csv.",
        HelpName = "csv|json|parquet",
        CustomParser = result => Formats.Contains(result.Tokens[0].Value) ? result.Tokens[0].Value : Refuse(
            result, result.Tokens[0].Value),
    };

    public ExportCommand(CommandContext context)
        : base(
            "export",
            "Write all trials, or all epochs, of a sweep as CSV, JSON or Parquet, or the sweep for Optuna or TensorBoard.",
            "sweeper export quickstart --epochs --output epochs.csv")
    {
        _context = context;
        Add(_sweep);
        Add(_epochs);
        Add(_output);
        Add(_to);
        Add(_results);
        Add(_format);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        using var reader = SqliteSweepReader.Open(arguments.GetValue(_results)!);
        SweepRecord sweep = SweepLookup.Find(reader, arguments.GetValue(_sweep)!);
        if (arguments.GetValue(_to) is string other)
            return WriteFor(arguments, reader, sweep, other);
        string? path = arguments.GetValue(_output);
        if (path is not null)
            OutputPath.Check(path, arguments.GetValue(_results)!);
        string format = arguments.GetValue(_format)
            ?? Formats.FirstOrDefault(f => path?.EndsWith($".{f}", StringComparison.OrdinalIgnoreCase) == true) ?? Formats[0];
        if (format == "parquet" && path is null)
            throw new SweeperException("a Parquet file is no text to print; name a file with --output", FailureKind.Input);
        (IReadOnlyList<TableColumn> columns, IEnumerable<object?[]> rows) =
            arguments.GetValue(_epochs) ? Epochs(reader, sweep) : Trials(reader, sweep);
        if (path is null)
        {
            Write(format, columns, rows, _context.Output.DataWriter());
        }
        else if (format == "parquet")
        {
            ExportFile.WriteBytes(
                path,
                output => ParquetTable.WriteAsync(columns, rows, output).GetAwaiter().GetResult(),
                "The table",
                "--output");
            _context.Messages.Profile.Out.Writer.WriteLine(Path.GetFullPath(path));
        }
        else
        {
            ExportFile.Write(path, output => Write(format, columns, rows, output));
            _context.Messages.Profile.Out.Writer.WriteLine(Path.GetFullPath(path));
        }

        return ExitCode.Done;
    }

    private int WriteFor(ParseResult arguments, SqliteSweepReader reader, SweepRecord sweep, string path)
    {
        if (arguments.GetValue(_output) is not null || arguments.GetValue(_format) is not null || arguments.GetValue(_epochs))
            throw new SweeperException(
                $"{ToName} writes a whole sweep for another program; --output, --format and --epochs go with tables",
                FailureKind.Input);
        string full = Path.GetFullPath(path), ending = Path.GetExtension(full);
        if (ending.Equals(".db", StringComparison.OrdinalIgnoreCase))
        {
            OutputPath.Check(path, arguments.GetValue(_results)!, ToName);
            if (sweep.Objective.IsNone)
                throw new SweeperException(
                    $"'{sweep.Reference}' ranks nothing, and a study of Optuna has a direction; "
                    + $"write a metric into its experiment",
                    FailureKind.Input);
            WholeFile.Make(full, temporary => OptunaWriter.Write(temporary, reader, sweep));
        }
        else if (ending.Length == 0 && !File.Exists(full))
        {
            TensorBoardFolder.Write(full, reader, sweep);
        }
        else
        {
            throw new SweeperException(
                $"{ToName} is '{path}'; it must be a file that ends with .db, for Optuna, or a folder without an ending, "
                + $"for TensorBoard",
                FailureKind.Input);
        }

        _context.Messages.Profile.Out.Writer.WriteLine(full);
        return ExitCode.Done;
    }

    private static void Write(
        string format, IReadOnlyList<TableColumn> columns, IEnumerable<object?[]> rows, TextWriter output)
    {
        if (format == "json")
            JsonTable.Write(columns, rows, output);
        else
            CsvTable.Write(columns, rows, output);
    }

    private static (IReadOnlyList<TableColumn> Columns, IEnumerable<object?[]> Rows) Trials(
        SqliteSweepReader reader, SweepRecord sweep)
    {
        TrialFields fields = reader.ReadFields(sweep);
        ImmutableArray<TrialField> columns = new TrialsTable(sweep, fields).Complete();
        var byNumber = new TrialSelection { Order = TrialOrder.Parse("trial", fields) };
        string name = sweep.Reference.ToString();
        return (
            [new("sweep"), .. columns.Select(c => new TableColumn(c.Name))],
            reader.StreamTrials(sweep, fields, byNumber).Select(t => (object?[])[name, .. TrialsTable.Row(t, columns)]));
    }

    private static (IReadOnlyList<TableColumn> Columns, IEnumerable<object?[]> Rows) Epochs(
        SqliteSweepReader reader, SweepRecord sweep)
    {
        string[] metrics = [.. reader.ReadEpochMetrics(sweep)];
        string name = sweep.Reference.ToString();
        return (
            [.. EpochFacts.Concat(metrics.Select(Column)).Select(c => new TableColumn(c))],
            reader.StreamEpochs(sweep).Select(e => Row(name, e, metrics)));

        // As the view epochs has it.
        string Column(string metric)
        {
            string column = metric;
            while (EpochFacts.Contains(column, StringComparer.OrdinalIgnoreCase)
                || (column != metric && metrics.Contains(column)))
                column = "metric_" + column;
            return column;
        }
    }

    private static object?[] Row(string sweep, EpochRecord epoch, string[] metrics)
    {
        int facts = EpochFacts.Length;
        object?[] row = new object?[facts + metrics.Length];
        (row[0], row[1], row[2], row[3], row[4]) = (
            sweep, epoch.TrialNumber, epoch.Metrics.Epoch, epoch.IsBest, epoch.Metrics.DurationSeconds);
        for (int i = 0; i < metrics.Length; i++)
            row[facts + i] = FieldValue.Metric(epoch.Metrics.Metrics, metrics[i]);
        return row;
    }

    private static string? Refuse(System.CommandLine.Parsing.ArgumentResult result, string found)
    {
        result.AddError($"--format is '{found}'; it must be csv, json or parquet.");
        return default;
    }
}
