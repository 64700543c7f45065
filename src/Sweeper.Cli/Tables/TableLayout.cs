using System.Collections.Immutable;

namespace Sweeper.Cli.Tables;

/// <summary>
/// Which columns of a list stand beside each other, how wide, and under which heads, so that no word and no number is broken.
/// What is tried, in this order: heads in one line; heads in several lines, with what neighbours have in common above them; a
/// narrower gap; words of heads shortened at their ends; and, from the start again, without the most dispensable column. Then
/// names are shortened, as heads and as values, and texts broken between their words.
/// </summary>
internal sealed class TableLayout
{
    // A text of this length and more may be broken between its words where nothing else helps.
    private const int ShortestBrokenText = 16;

    // Columns from this dispensability on are for completeness only: no gap is narrowed and no head shortened for them.
    private const int ByTheWay = 10;

    private static readonly HeadStyle[] Styles =
        [new(false, 2, int.MaxValue), new(true, 2, int.MaxValue), new(true, 1, int.MaxValue), new(true, 1, 9)];
    private static readonly HeadStyle Unshortened = Styles[2];
    private static readonly HeadStyle Narrowest = new(true, 1, 6);

    private TableLayout(ImmutableArray<PlacedColumn> columns, int indentation, int gap) =>
        (Columns, Indentation, Gap) = (columns, indentation, gap);

    /// <summary>From left to right.</summary>
    public ImmutableArray<PlacedColumn> Columns { get; }

    /// <summary>Characters before the first column: a blank, and where a row is marked, the mark and another one.</summary>
    public int Indentation { get; }

    /// <summary>Blanks between two columns.</summary>
    public int Gap { get; }

    /// <summary>Whether columns are narrower than their texts, so that names must be shortened.</summary>
    public bool IsTight { get; private init; }

    /// <summary>Characters of a line.</summary>
    public int Width => Indentation + Columns.Sum(c => c.Width) + (Gap * (Columns.Length - 1));

    /// <summary>Arranges a list for a terminal.</summary>
    /// <param name="table">The list.</param>
    /// <param name="measures">Of its columns.</param>
    /// <param name="width">Characters of a line: at least 1.</param>
    /// <returns>
    /// One layout; several, to be drawn below each other with the first column in each, where indispensable columns have no room
    /// in one.
    /// </returns>
    public static ImmutableArray<TableLayout> Choose(ResultTable table, IReadOnlyList<ColumnMeasure> measures, int width)
    {
        List<int> columns = [.. Enumerable.Range(0, table.Columns.Count)];
        while (true)
        {
            int last = columns.Max(c => table.Columns[c].Dispensability);
            foreach (HeadStyle style in Styles.Take(last >= ByTheWay ? 2 : Styles.Length))
            {
                if (Arrange(table, measures, columns, style) is { } layout && layout.Width <= width)
                    return [layout];
            }

            if (last == 0)
                break;
            columns.RemoveAt(columns.FindLastIndex(c => table.Columns[c].Dispensability == last));
        }

        TableLayout narrowest = Arrange(table, measures, columns, Narrowest);
        if (narrowest.Width <= width)
            return [narrowest];
        return Arrange(table, measures, columns, Styles[^1]).WithBrokenTexts(table, measures, width) is { } broken
            ? [broken]
            : Blocks(table, measures, columns, width);
    }

    /// <summary>The lines above the rows.</summary>
    public IEnumerable<string> Heads()
    {
        Neighbours[] runs = [.. Runs()];
        int height = runs.Max(Height);
        for (int line = height - 1; line >= 0; line--)
        {
            IEnumerable<string> parts = runs.Select(run => line == Height(run) - 1 && Columns[run.Start].Group is string group
                ? Over(group, Columns[run.Start..run.End].Sum(c => c.Width) + (Gap * (run.End - run.Start - 1)))
                : string.Join(new string(' ', Gap), Columns[run.Start..run.End].Select(c => Line(c, line))));
            yield return (new string(' ', Indentation) + string.Join(new string(' ', Gap), parts)).TrimEnd();
        }
    }

    /// <summary>Neighbours of one group, and each other column by itself.</summary>
    private IEnumerable<Neighbours> Runs()
    {
        for (int start = 0, end; start < Columns.Length; start = end)
        {
            end = start + 1;
            while (Columns[start].Group is string group && end < Columns.Length && Columns[end].Group == group)
                end++;
            yield return new Neighbours(start, end);
        }
    }

    private int Height(Neighbours run) =>
        Columns[run.Start..run.End].Max(c => c.Head.Length) + (Columns[run.Start].Group is null ? 0 : 1);

    // Heads stand on their rule: the last line is number 0.
    private static string Line(PlacedColumn column, int number)
    {
        string text = number < column.Head.Length ? column.Head[column.Head.Length - 1 - number] : "";
        string blanks = new(' ', column.Width - TableWriter.Width(text));
        return column.IsNumeric ? blanks + text : text + blanks;
    }

    private static string Over(string group, int width)
    {
        int dashes = width - TableWriter.Width(group) - 2;
        return dashes < 2
            ? group.PadLeft(group.Length + ((width - TableWriter.Width(group)) / 2)).PadRight(width)
            : $"{new string('─', dashes / 2)} {group} {new string('─', dashes - (dashes / 2))}";
    }

    private static TableLayout Arrange(
        ResultTable table, IReadOnlyList<ColumnMeasure> measures, List<int> columns, HeadStyle style)
    {
        var placed = ImmutableArray.CreateBuilder<PlacedColumn>(columns.Count);
        for (int i = 0; i < columns.Count; i++)
        {
            TableColumn column = table.Columns[columns[i]];
            string? GroupAt(int place) => place >= 0 && place < columns.Count ? table.Columns[columns[place]].Group : null;
            string? group = style.IsStacked && column.Group is string g && (GroupAt(i - 1) == g || GroupAt(i + 1) == g)
                ? g
                : null;
            ColumnMeasure measure = measures[columns[i]];
            string[] head = style.IsStacked
                ? HeadWords.Wrap(group is null ? column.Header : column.Short, measure.Longest, style.LongestWord)
                : [column.Header];
            placed.Add(new PlacedColumn(
                columns[i], group, head, Math.Max(measure.Longest, head.Max(TableWriter.Width)), measure.IsNumeric));
        }

        return new TableLayout(
            WithRoomForGroups(placed.DrainToImmutable(), style.Gap), table.MarkedRow is null ? 1 : 3, style.Gap);
    }

    private static ImmutableArray<PlacedColumn> WithRoomForGroups(ImmutableArray<PlacedColumn> columns, int gap)
    {
        var layout = new TableLayout(columns, 0, gap);
        foreach ((int start, int end) in layout.Runs())
        {
            int width = columns[start..end].Sum(c => c.Width) + (gap * (end - start - 1));
            int missing = TableWriter.Width(columns[start].Group ?? "") - width;
            if (missing > 0)
                columns = columns.SetItem(end - 1, columns[end - 1] with { Width = columns[end - 1].Width + missing });
        }

        return columns;
    }

    // The longest texts give way first, and none beyond its longest word, unless that is a name.
    private TableLayout? WithBrokenTexts(ResultTable table, IReadOnlyList<ColumnMeasure> measures, int width)
    {
        PlacedColumn[] columns = [.. Columns];
        for (int excess = Width - width; excess > 0; excess--)
        {
            int widest = -1;
            for (int i = 0; i < columns.Length; i++)
            {
                if (columns[i].Width > Least(columns[i], table.Columns[columns[i].Index], measures[columns[i].Index])
                    && (widest < 0 || columns[i].Width > columns[widest].Width))
                    widest = i;
            }

            if (widest < 0)
                return null;
            columns[widest] = columns[widest] with { Width = columns[widest].Width - 1 };
        }

        return new TableLayout([.. columns], Indentation, Gap).WithShortHeads(table);
    }

    private static int Least(PlacedColumn placed, TableColumn column, ColumnMeasure measure)
    {
        int values = placed.IsNumeric ? measure.Longest
            : Math.Max(ShortestBrokenText, column.HasShortValues ? ShortNames.Shortest : measure.LongestWord);
        return Math.Max(values, column.HasShortHeader ? ShortNames.Shortest : placed.Head.Max(TableWriter.Width));
    }

    private TableLayout WithShortHeads(ResultTable table)
    {
        int[] places = [.. Enumerable.Range(0, Columns.Length).Where(i => Columns[i].Head.Any(
            l => TableWriter.Width(l) > Columns[i].Width))];
        string[][] heads = ShortNames.Heads([.. places.Select(i => (table.Columns[Columns[i].Index].Header, Columns[i].Width))]);
        PlacedColumn[] columns = [.. Columns];
        foreach ((int place, string[] head) in places.Zip(heads))
            columns[place] = columns[place] with { Head = head };
        return new TableLayout([.. columns], Indentation, Gap) { IsTight = true };
    }

    private static ImmutableArray<TableLayout> Blocks(
        ResultTable table, IReadOnlyList<ColumnMeasure> measures, List<int> columns, int width)
    {
        var blocks = ImmutableArray.CreateBuilder<TableLayout>();
        int key = columns[0];
        List<int> block = [key];
        foreach (int column in columns.Skip(1))
        {
            if (block.Count > 1 && Arrange(table, measures, [.. block, column], Unshortened).Width > width)
            {
                blocks.Add(Arrange(table, measures, block, Unshortened).Within(table, measures, width));
                block = [key];
            }

            block.Add(column);
        }

        blocks.Add(Arrange(table, measures, block, Unshortened).Within(table, measures, width));
        return blocks.ToImmutable();
    }

    // A block of one column that is wider than the terminal: its words are broken, because they must be.
    private TableLayout Within(ResultTable table, IReadOnlyList<ColumnMeasure> measures, int width)
    {
        if (Width <= width)
            return this;
        if (WithBrokenTexts(table, measures, width) is { } broken)
            return broken;
        PlacedColumn widest = Columns.MaxBy(c => c.Width)!;
        return new TableLayout(
            Columns.Replace(widest, widest with { Width = Math.Max(1, widest.Width - (Width - width)) }), Indentation, Gap)
            .WithShortHeads(table);
    }

    // Classes rather than values: generic types over those would have to be compiled at the start of each command.
    private sealed record Neighbours(int Start, int End);

    private sealed record HeadStyle(bool IsStacked, int Gap, int LongestWord);
}

/// <summary>What the cells of a column need.</summary>
/// <param name="Longest">The characters of the longest.</param>
/// <param name="LongestWord">The characters of the longest word in them.</param>
/// <param name="IsNumeric">Whether they are numbers, which stand at the right.</param>
internal sealed record ColumnMeasure(int Longest, int LongestWord, bool IsNumeric);

/// <summary>A column in a <see cref="TableLayout"/>.</summary>
/// <param name="Index">Which column of the list it is.</param>
/// <param name="Group">What stands above its head and those of its neighbours; null for nothing.</param>
/// <param name="Head">The lines of its head.</param>
/// <param name="Width">Its characters.</param>
/// <param name="IsNumeric">Whether it stands at the right.</param>
internal sealed record PlacedColumn(int Index, string? Group, string[] Head, int Width, bool IsNumeric);
