using System.Text.Json;
using Sweeper.Cli.Tables;

namespace Sweeper.Cli.Tests.Tables;

public sealed class JsonTableTests
{
    [Fact]
    public void Write_NoRows_IsAnEmptyArray() => Assert.Equal(0, Write([]).GetArrayLength());

    [Fact]
    public void Write_Rows_AreObjectsInOrder()
    {
        JsonElement json = Write([[1, "x"], [2, "y"]], "number", "text");

        Assert.Equal(["x", "y"], json.EnumerateArray().Select(o => o.GetProperty("text").GetString()));
        Assert.Equal(["number", "text"], json[0].EnumerateObject().Select(p => p.Name));
    }

    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { true, "true" },
        { false, "false" },
        { 7, "7" },
        { long.MinValue, "-9223372036854775808" },
        { -0.5, "-0.5" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { double.NaN, "\"NaN\"" },
        { double.PositiveInfinity, "\"Infinity\"" },
        { double.NegativeInfinity, "\"-Infinity\"" },
        { "=1+1", "\"=1+1\"" },
        { new byte[] { 1, 2, 255 }, "\"AQL/\"" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Write_Value_HasItsJsonForm(object? value, string expected) =>
        Assert.Equal(expected, Write([[value]], "v")[0].GetProperty("v").GetRawText());

    [Theory]
    [InlineData("\"quoted\" \\ back")]
    [InlineData("two\nlines\tand \u0001")]
    [InlineData("größer 😀 </script>")]
    public void Write_AnyText_ReadsBackAsItWas(string text) =>
        Assert.Equal(text, Write([[text]], text)[0].GetProperty(text).GetString());

    private static JsonElement Write(object?[][] rows, params string[] columns)
    {
        using var writer = new StringWriter();
        JsonTable.Write(new ResultTable([.. columns.Select(c => new TableColumn(c))], rows), writer);
        return JsonDocument.Parse(writer.ToString()).RootElement;
    }
}
