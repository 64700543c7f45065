using System.Collections.Immutable;
using System.CommandLine;
using Sweeper.Cli.Outputs;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>export</c>: all trials or all epochs of a sweep for other programs, written as they are read.</summary>
internal sealed class ExportCommand : SweeperCommand
{
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
    private readonly Option<TableFormat> _format = new("--format")
    {
        Description =
            "csv, or json for an array with an object a line. Default: json where the file's name ends with .json, else csv.",
        HelpName = "csv|json",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "csv" => TableFormat.Csv,
            "json" => TableFormat.Json,
            string other => Refuse(result, other),
        },
    };

    public ExportCommand(CommandContext context)
        : base("export", "Write all trials, or all epochs, of a sweep as CSV or JSON.", "sweeper export quickstart --epochs --output epochs.csv")
    {
        _context = context;
        Add(_sweep);
        Add(_epochs);
        Add(_output);
        Add(_results);
        Add(_format);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        using var reader = SqliteSweepReader.Open(arguments.GetValue(_results)!);
        SweepRecord sweep = SweepLookup.Find(reader, arguments.GetValue(_sweep)!);
        string? path = arguments.GetValue(_output);
        if (path is not null)
            OutputPath.Check(path, arguments.GetValue(_results)!);
        TableFormat format = arguments.GetResult(_format) is { Implicit: false }
            ? arguments.GetValue(_format)
            : path?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true ? TableFormat.Json : TableFormat.Csv;
        (IReadOnlyList<TableColumn> columns, IEnumerable<object?[]> rows) =
            arguments.GetValue(_epochs) ? Epochs(reader, sweep) : Trials(reader, sweep);
        if (path is null)
        {
            Write(format, columns, rows, _context.Output.DataWriter());
        }
        else
        {
            ExportFile.Write(path, output => Write(format, columns, rows, output));
            _context.Messages.Profile.Out.Writer.WriteLine(Path.GetFullPath(path));
        }

        return ExitCode.Done;
    }

    private static void Write(
        TableFormat format, IReadOnlyList<TableColumn> columns, IEnumerable<object?[]> rows, TextWriter output)
    {
        if (format == TableFormat.Json)
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
            [new("sweep"), new("trial"), new("epoch"), new("is_best"), new("duration_seconds"), .. metrics.Select(m => new TableColumn(m))],
            reader.StreamEpochs(sweep).Select(e => Row(name, e, metrics)));
    }

    private static object?[] Row(string sweep, EpochRecord epoch, string[] metrics)
    {
        const int Fixed = 5;
        object?[] row = new object?[Fixed + metrics.Length];
        (row[0], row[1], row[2], row[3], row[4]) = (
            sweep, epoch.TrialNumber, epoch.Metrics.Epoch, epoch.IsBest, epoch.Metrics.DurationSeconds);
        for (int i = 0; i < metrics.Length; i++)
            row[Fixed + i] = FieldValue.Metric(epoch.Metrics.Metrics, metrics[i]);
        return row;
    }

    private static TableFormat Refuse(System.CommandLine.Parsing.ArgumentResult result, string found)
    {
        result.AddError($"--format is '{found}'; it must be csv or json.");
        return default;
    }
}
