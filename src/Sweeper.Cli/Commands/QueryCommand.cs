using System.CommandLine;
using System.Globalization;
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
            [.. Distinct(result.Columns).Select(name => new TableColumn(name) { Header = name })],
            [.. result.Rows.Select(row => row.ToArray())]);
        TableWriter.Write(table, arguments.GetValue(_format), _context.Output);
        if (result.IsTruncated)
            _context.Messages.Profile.Out.Writer.WriteLine($"Only the first {MaximumRows} rows are shown; narrow the query with WHERE or LIMIT.");
        return ExitCode.Done;
    }

    /// <summary>A query may call several columns the same; JSON objects and readers of CSV need a name for each.</summary>
    private static List<string> Distinct(IReadOnlyCollection<string> names)
    {
        HashSet<string> taken = [.. names];
        HashSet<string> seen = [];
        List<string> distinct = [];
        foreach (string name in names)
        {
            string unique = name;
            for (int number = 2; !seen.Add(unique); number++)
                unique = taken.Contains(Numbered(name, number)) ? name : Numbered(name, number);
            distinct.Add(unique);
        }

        return distinct;
    }

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
}
