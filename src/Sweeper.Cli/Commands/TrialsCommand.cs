using System.Collections.Immutable;
using System.CommandLine;
using Sweeper.Cli.Tables;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>trials</c>: the trials of a sweep, best first.</summary>
internal sealed class TrialsCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string> _sweep = SharedOptions.Sweep();
    private readonly Option<int?> _top = SharedOptions.Count("--top", "Only the first N.");
    private readonly Option<string?> _sort = new("--sort")
    {
        Description = "Order by a column, ascending; -NAME descending. Default: best first.",
        HelpName = "NAME",
    };

    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public TrialsCommand(CommandContext context)
        : base("trials", "List the trials of a sweep with values and metrics.", "sweeper trials quickstart --top 10")
    {
        _context = context;
        Add(_sweep);
        Add(_top);
        Add(_sort);
        Add(_results);
        Add(_format);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        using var reader = SqliteSweepReader.Open(arguments.GetValue(_results)!);
        SweepRecord sweep = SweepLookup.Find(reader, arguments.GetValue(_sweep)!);
        ImmutableArray<LeaderboardEntry> entries = Leaderboard.Rank(reader.ReadTrials(sweep), sweep.Objective.Goal);
        ResultTable table = TrialsTable.Create(sweep, entries);
        if (arguments.GetValue(_sort) is string sort)
            table = Sort(table, sort);
        if (arguments.GetValue(_top) is int top)
            table = table.Top(top);
        TableWriter.Write(table, arguments.GetValue(_format), _context.Output);
        return ExitCode.Done;
    }

    private static ResultTable Sort(ResultTable table, string sort)
    {
        bool descending = sort.StartsWith('-');
        string name = descending ? sort[1..] : sort;
        int column = table.Columns.ToList().FindIndex(c => c.Name == name);
        return column < 0
            ? throw new SweeperException(
                $"there is no column '{name}' to sort by; there are: {string.Join(", ", table.Columns.Select(c => c.Name))}", FailureKind.Input)
            : table.SortedBy(column, descending);
    }
}
