using Sweeper.Cli.Tables;

namespace Sweeper.Cli.Tests.Tables;

public sealed class ResultTableTests
{
    [Fact]
    public void SortedBy_MixedValues_PutsNumbersFirstThenTextThenMissing()
    {
        ResultTable table = Of("b", null, 10, "a", -2.5, 3L);

        Assert.Equal([-2.5, 3L, 10, "a", "b", null], Column(table.SortedBy(0, descending: false)));
        Assert.Equal(["b", "a", 10, 3L, -2.5, null], Column(table.SortedBy(0, descending: true)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SortedBy_EqualValues_KeepTheirOrder(bool descending)
    {
        var table = new ResultTable([new("key"), new("row")], [[1, "first"], [1, "second"], [1, "third"]]);

        Assert.Equal(["first", "second", "third"], table.SortedBy(0, descending).Rows.Select(r => r[1]));
    }

    [Fact]
    public void SortedBy_MarkedRow_StaysMarked()
    {
        ResultTable table = Of(3, 1, 2) with { MarkedRow = 0 };

        Assert.Equal(2, table.SortedBy(0, descending: false).MarkedRow);
        Assert.Equal(0, table.SortedBy(0, descending: true).MarkedRow);
    }

    [Fact]
    public void SortedBy_NaN_IsANumberAndComesBeforeText() =>
        Assert.Equal([double.NaN, 1.0, "a"], Column(Of("a", 1.0, double.NaN).SortedBy(0, descending: false)));

    [Fact]
    public void Top_MoreThanThereAre_IsEverything() => Assert.Equal([1, 2], Column(Of(1, 2).Top(5)));

    [Fact]
    public void Top_MarkedRowBehindIt_MarksNothing()
    {
        ResultTable table = Of(1, 2, 3) with { MarkedRow = 2 };

        Assert.Null(table.Top(2).MarkedRow);
        Assert.Equal(2, table.Top(3).MarkedRow);
        Assert.Equal([1, 2], Column(table.Top(2)));
    }

    [Fact]
    public void IsNumeric_Columns_NeedANumberAndNothingElse()
    {
        Assert.True(Of(1, null, 2.5, 3L).IsNumeric(0));
        Assert.False(Of(1, "2").IsNumeric(0));
        Assert.False(Of(null, null).IsNumeric(0));
        Assert.False(Of().IsNumeric(0));
    }

    private static ResultTable Of(params object?[] column) => new([new("value")], [.. column.Select(v => new[] { v })]);

    private static IEnumerable<object?> Column(ResultTable table) => table.Rows.Select(r => r[0]);
}
