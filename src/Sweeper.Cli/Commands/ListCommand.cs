using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Clusters.Files;
using Sweeper.Clusters.Heads;
using Sweeper.Storage;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary>
/// <c>list</c>: the sweeps of a results folder. Where cells are trained more than once, the best is a cell: the objective is its
/// mean, over as many trials as <c>mean_of</c> says, and the trial is the best of them.
/// </summary>
internal sealed class ListCommand : SweeperCommand
{
    // Columns that are left out where no sweep has anything in them.
    private static readonly string[] Rare = ["mean_of", "tags", "note"];

    private readonly CommandContext _context;
    private readonly Option<string[]> _tag = new("--tag")
    {
        Description = "Only sweeps with this tag. Given several times, with all of them.",
        HelpName = "TAG",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public ListCommand(CommandContext context)
        : base("list", "List the sweeps: state, trials done, best, when.", "sweeper list --format json")
    {
        _context = context;
        Add(_tag);
        Add(_results);
        Add(_format);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        using var reader = SqliteSweepReader.Open(arguments.GetValue(_results)!);
        string[] tags = arguments.GetValue(_tag)!;
        SweepRecord[] sweeps = [.. reader.ReadSweeps().Where(s => tags.All(t => s.Tags.Contains(t)))];
        var table = new ResultTable(
            [
                new("sweep") { HasShortValues = true }, new("state"), new("done"), new("trials"), new("best_trial"),
                new("metric") { HasShortValues = true }, new("objective"),
                new("mean_of") { Dispensability = 1 }, new("created_at") { Dispensability = 2 },
                new("tags") { Dispensability = 3 },
                new("note") { Dispensability = 4 },
            ],
            [.. sweeps.Select(Row)]);
        TableFormat format = arguments.GetValue(_format);
        TableWriter.Write(
            format == TableFormat.Table ? ForPeople(table, sweeps, arguments.GetValue(_results)!) : table,
            format,
            _context.Output);
        return ExitCode.Done;
    }

    private static object?[] Row(SweepRecord sweep) =>
    [
        sweep.Reference.ToString(), sweep.State.Name(), sweep.DoneCount, sweep.TrialCount, sweep.BestTrial,
        sweep.Objective.IsNone ? null : sweep.Objective.Metric, sweep.BestCell?.Mean ?? sweep.BestObjective,
        sweep.BestCell?.Count,
        sweep.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        sweep.Tags.IsEmpty ? null : string.Join(", ", sweep.Tags), sweep.Note,
    ];

    // People read "97.53 %", and need no column that says nothing; programs read the number, and the same columns always.
    private static ResultTable ForPeople(ResultTable table, SweepRecord[] sweeps, string results)
    {
        int objective = table.ColumnOf("objective"), createdAt = table.ColumnOf("created_at"), state = table.ColumnOf("state");
        object?[][] rows = [.. table.Rows.Select((row, i) =>
        {
            object?[] copy = [.. row];
            copy[objective] = TrialText.Metric(sweeps[i].Objective.Metric, (double?)row[objective]);
            if (sweeps[i].State != SweepState.Completed
                && ClusterProgress.Of(ClusterFolder.Of(Path.Combine(results, sweeps[i].Reference.FolderName))) is { } there)
                copy[state] = $"{row[state]}: {there}";
            copy[createdAt] = sweeps[i].CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            return copy;
        })];
        ResultTable shown = table with { Rows = rows };
        IEnumerable<string> empty = Rare.Where(n => rows.All(r => r[table.ColumnOf(n)] is null));
        return shown.WithColumns(table.Columns.Select(c => c.Name).Except(empty));
    }
}
