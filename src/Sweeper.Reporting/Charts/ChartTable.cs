using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>What a chart shows as a table, for people who cannot see it or want the numbers.</summary>
/// <param name="Columns">The titles of the columns.</param>
/// <param name="Rows">[row][column]; the first column names the row.</param>
public sealed record ChartTable(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows);
