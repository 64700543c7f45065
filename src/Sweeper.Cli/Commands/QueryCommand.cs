using System.CommandLine;
using Sweeper.Cli.Tables;
using Sweeper.Storage.Queries;

namespace Sweeper.Cli.Commands;

/// <summary><c>query</c>: read-only SQL over the results.</summary>
internal sealed class QueryCommand : SweeperCommand
{
    private const int MaximumRows = 100_000;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly CommandContext _context;
    private readonly Argument<string> _sql = new("SQL") { Description = "One SELECT over the views runs, epochs and leaderboard, or the tables." };
    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public QueryCommand(CommandContext context)
        : base("query", "Run read-only SQL over the results.", "sweeper query \"SELECT * FROM leaderboard WHERE sweep = 'quickstart' LIMIT 5\"")
    {
        _context = context;
        Add(_sql);
        Add(_results);
        Add(_format);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        QueryResult result = new ReadOnlyQuery(arguments.GetValue(_results)!, _context.Time)
            .Run(arguments.GetValue(_sql)!, Deadline, MaximumRows);
        var table = new ResultTable(
            [.. result.Columns.Select(name => new TableColumn(name) { Header = name })], [.. result.Rows.Select(row => row.ToArray())]);
        TableWriter.Write(table, arguments.GetValue(_format), _context.Output);
        if (result.IsTruncated)
            _context.Messages.Profile.Out.Writer.WriteLine($"Only the first {MaximumRows} rows are shown; narrow the query with WHERE or LIMIT.");
        return ExitCode.Done;
    }
}
