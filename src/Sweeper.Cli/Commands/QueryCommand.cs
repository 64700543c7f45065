using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Storage.Queries;
using Sweeper.Sweeps;

namespace Sweeper.Cli.Commands;

/// <summary><c>query</c>: read-only SQL over the results.</summary>
internal sealed class QueryCommand : SweeperCommand
{
    private const int UsualRows = 100_000;
    private const double UsualSeconds = 30;

    private readonly CommandContext _context;
    private readonly Argument<string?> _sql = new("SQL")
    {
        Description = "One SELECT over the views runs, epochs and leaderboard, or the tables.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _schema =
        new("--schema") { Description = "List the views and their columns, with what they hold, instead." };
    private readonly Option<string[]> _values = new("--param")
    {
        Description = "The value of :name in the SQL: text as it stands, or what name:int=7, name:real=0.5, name:bool=true and "
            + "name:null say.",
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "How long it may take, in seconds. Default: 30.",
        HelpName = "SECONDS",
        CustomParser = result =>
        {
            string found = result.Tokens[0].Value;
            if (double.TryParse(found, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
                && seconds is > 0 and <= 1e6)
                return seconds;
            result.AddError($"--timeout is '{found}'; it must be a number of seconds above 0.");
            return UsualSeconds;
        },
        DefaultValueFactory = _ => UsualSeconds,
    };

    private readonly Option<int?> _rows = SharedOptions.Count("--rows", "How many rows at most. Default: 100000.");
    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public QueryCommand(CommandContext context)
        : base(
            "query",
            "Run read-only SQL over the results.",
            "sweeper query \"SELECT * FROM leaderboard WHERE sweep = :sweep LIMIT 5\" --param sweep=quickstart")
    {
        _context = context;
        Add(_sql);
        Add(_schema);
        Add(_values);
        Add(_timeout);
        Add(_rows);
        Add(_results);
        Add(_format);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        string results = arguments.GetValue(_results)!;
        TableFormat format = arguments.GetValue(_format);
        if (arguments.GetValue(_schema))
        {
            WriteSchema(results, format);
            return ExitCode.Done;
        }

        string sql = arguments.GetValue(_sql)
            ?? throw new SweeperException(
                "what to query? Give one SELECT in quotes; sweeper query --schema lists the views and their columns",
                FailureKind.Input);
        int maximumRows = arguments.GetValue(_rows) ?? UsualRows;
        QueryResult result = new ReadOnlyQuery(results, _context.Time)
            .Run(
                sql,
                TimeSpan.FromSeconds(arguments.GetValue(_timeout)),
                maximumRows,
                QueryValues.Parse(arguments.GetValue(_values)!));
        var table = new ResultTable(
            [.. Distinct(result.Columns).Select(
                name => new TableColumn(name) { Header = name, HasShortHeader = true, HasShortValues = true })],
            [.. result.Rows.Select(row => row.ToArray())]);
        TableWriter.Write(table, format, _context.Output);
        if (result.IsTruncated)
        {
            _context.Messages.Profile.Out.Writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Only the first {maximumRows} rows are shown; narrow the query with WHERE or LIMIT, or raise --rows."));
        }

        return ExitCode.Done;
    }

    private void WriteSchema(string results, TableFormat format) => TableWriter.Write(
        new ResultTable(
            [new("view"), new("column"), new("description")],
            [.. QuerySchema.Read(results).Select(c => new object?[] { c.View, c.Column, c.Description })]),
        format,
        _context.Output);

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
