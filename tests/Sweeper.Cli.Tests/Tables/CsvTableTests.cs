using Sweeper.Cli.Tables;

namespace Sweeper.Cli.Tests.Tables;

public sealed class CsvTableTests
{
    [Fact]
    public void Write_Rows_HaveAHeaderAndEndWithCarriageReturnAndLineFeed() =>
        Assert.Equal("a,b\r\n1,x\r\n2,y\r\n", Write(new ResultTable([new("a"), new("b")], [[1, "x"], [2L, "y"]])));

    [Fact]
    public void Write_NoRows_IsTheHeader() => Assert.Equal("a,b\r\n", Write(new ResultTable([new("a"), new("b")], [])));

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("two\rlines", "\"two\rlines\"")]
    [InlineData("semicolon;tab\tinside", "semicolon;tab\tinside")]
    [InlineData("größer", "größer")]
    [InlineData("", "")]
    public void Write_Text_IsQuotedWhereRfc4180SaysSo(string value, string expected) => Assert.Equal(expected, Field(value));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("a=1", "a=1")]
    public void Write_TextThatIsAFormula_IsDefused(string value, string expected) => Assert.Equal(expected, Field(value));

    [Fact]
    public void Write_HeaderThatIsAFormula_IsDefused() =>
        Assert.StartsWith("'=cmd()\r\n", Write(new ResultTable([new("=cmd()")], [])), StringComparison.Ordinal);

    public static TheoryData<object?, string> Values => new()
    {
        { -0.5, "-0.5" },
        { -3, "-3" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { 1e-300, "1E-300" },
        { double.NaN, "NaN" },
        { double.PositiveInfinity, "Infinity" },
        { double.NegativeInfinity, "-Infinity" },
        { long.MaxValue, "9223372036854775807" },
        { true, "true" },
        { null, "" },
        { new byte[] { 1, 2, 255 }, "AQL/" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Write_OtherValues_StayWhatTheyAre(object? value, string expected) => Assert.Equal(expected, Field(value));

    [Fact]
    public void Write_ColumnWithADisplay_WritesTheValueItself() =>
        Assert.Equal("x\r\n0.25\r\n", Write(new ResultTable([new("x", _ => "25 %")], [[0.25]])));

    private static string Field(object? value)
    {
        string csv = Write(new ResultTable([new("k"), new("v")], [["row", value]]));
        Assert.StartsWith("k,v\r\nrow,", csv, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", csv, StringComparison.Ordinal);
        return csv["k,v\r\nrow,".Length..^2];
    }

    private static string Write(ResultTable table)
    {
        using var writer = new StringWriter();
        CsvTable.Write(table, writer);
        return writer.ToString();
    }
}
