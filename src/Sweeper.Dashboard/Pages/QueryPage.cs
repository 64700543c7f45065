using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sweeper.Dashboard.Live;
using Sweeper.Dashboard.Shown;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Storage.Files;
using Sweeper.Storage.Queries;
using Sweeper.Sweeps;

namespace Sweeper.Dashboard.Pages;

/// <summary>SQL over the views: a table, comma separated values, and a chart of two columns. It can only read.</summary>
/// <param name="folder">The results folder.</param>
/// <param name="time">The clock of the deadline.</param>
internal sealed class QueryPage(ResultsFolder folder, TimeProvider time)
{
    private const int MostRows = 1000;
    private const int MostRowsOfFile = 1_000_000;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>The page.</summary>
    /// <param name="sql">The query; empty for none.</param>
    /// <param name="x">The column along the chart; empty for none.</param>
    /// <param name="y">The column up the chart.</param>
    public async Task<PageContent> RenderAsync(string sql, string x, string y)
    {
        QueryResult? result = null;
        string? refusal = null;
        try
        {
            result = sql.Trim().Length == 0 ? null : new ReadOnlyQuery(folder.Path, time).Run(sql, Deadline, MostRows);
        }
        catch (SweeperException e)
        {
            refusal = e.Message;
        }

        string html = await PageRendering.RenderAsync<QueryBody>(
            (nameof(QueryBody.Sql), sql), (nameof(QueryBody.Result), result), (nameof(QueryBody.Refusal), refusal),
            (nameof(QueryBody.X), x), (nameof(QueryBody.Y), y),
            (nameof(QueryBody.Chart), result is null ? null : ChartOf(result, x, y)),
            (nameof(QueryBody.Questions), Questions.All)).ConfigureAwait(false);
        return PageContent.Of("Query", html);
    }

    /// <summary>What a query returns, as comma separated values.</summary>
    /// <exception cref="SweeperException">It is refused.</exception>
    public string Csv(string sql)
    {
        QueryResult result = new ReadOnlyQuery(folder.Path, time).Run(sql, Deadline, MostRowsOfFile);
        var text = new StringBuilder().AppendJoin(',', result.Columns.Select(Quoted)).Append("\r\n");
        foreach (ImmutableArray<object?> row in result.Rows)
            text.AppendJoin(',', row.Select(v => Quoted(Text(v)))).Append("\r\n");
        return text.ToString();
    }

    /// <summary>A value as text; empty for none.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        byte[] bytes => $"{bytes.Length.ToString(CultureInfo.InvariantCulture)} bytes",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static ScatterChart? ChartOf(QueryResult result, string x, string y)
    {
        (int across, int up) = (result.Columns.IndexOf(x), result.Columns.IndexOf(y));
        if (across < 0 || up < 0)
            return null;
        ScatterDot[] dots =
        [
            .. result.Rows.Select((r, i) => new ScatterDot(new ChartPoint(Number(r[across]), Number(r[up])), i + 1, false))
                .Where(d => double.IsFinite(d.At.X) && double.IsFinite(d.At.Y)),
        ];
        return dots.Length == 0 ? null : new ScatterChart
        {
            Title = $"{y} by {x}",
            Description = $"{y} by {x}, a dot for each row.",
            X = AxisRange.Around(dots.Min(d => d.At.X), dots.Max(d => d.At.X), x, AxisUnit.Number),
            Y = AxisRange.Around(dots.Min(d => d.At.Y), dots.Max(d => d.At.Y), y, AxisUnit.Number),
            Dots = [.. dots],
        };
    }

    private static double Number(object? value) => value switch
    {
        long whole => whole,
        double number => number,
        _ => double.NaN,
    };
}
