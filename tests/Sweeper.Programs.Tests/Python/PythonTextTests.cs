using Sweeper.Programs.Python;

namespace Sweeper.Programs.Tests.Python;

/// <summary>What Python 3 itself answers.</summary>
public sealed class PythonTextTests
{
    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(100000.0, "100000.0")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1.5e-7, "1.5e-07")]
    [InlineData(-2.5e-300, "-2.5e-300")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1234.5, "1234.5")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NaN, "nan")]
    public void Float_AnyNumber_IsItsRepr(double number, string expected) => Assert.Equal(expected, PythonText.Float(number));

    [Theory]
    [InlineData("a", "'a'")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("'\"", "'\\'\"'")]
    [InlineData("a\n\t\\", "'a\\n\\t\\\\'")]
    [InlineData("\u001B\u00AD\u2028é😀", "'\\x1b\\xad\\u2028é😀'")]
    public void Quoted_AnyText_IsItsRepr(string text, string expected) => Assert.Equal(expected, PythonText.Quoted(text));

    [Theory]
    [InlineData("grün \"\\\n\u007F", "\"gr\\u00fcn \\\"\\\\\\n\\u007f\"")]
    [InlineData("😀/", "\"\\ud83d\\ude00/\"")]
    public void JsonQuoted_OnlyAscii_IsWhatDumpsWrites(string text, string expected) =>
        Assert.Equal(expected, PythonText.JsonQuoted(text, onlyAscii: true));

    [Fact]
    public void Values_Nested_AreWrittenAsPythonDoes()
    {
        PythonValue value = new PythonMap(
        [
            KeyValuePair.Create<string,
            PythonValue>("a", new PythonList([new PythonInteger("1"), new PythonFloat(1e-5), new PythonNone()])),
            KeyValuePair.Create<string, PythonValue>("b", new PythonBoolean(true)),
            KeyValuePair.Create<string, PythonValue>("c", new PythonString("x")),
        ]);

        Assert.Equal("{'a': [1, 1e-05, None], 'b': True, 'c': 'x'}", value.Text);
        Assert.Equal("{\"a\": [1, 1e-05, null], \"b\": true, \"c\": \"x\"}", value.Json);
        Assert.Equal("{\"a\": [1, 1.0e-05, null], \"b\": true, \"c\": \"x\"}", value.Yaml);
        Assert.Equal("{\"a\":[1,1E-05,null],\"b\":true,\"c\":\"x\"}", value.ToHyperparameter().Canonical);
    }

    [Fact]
    public void ToHyperparameter_WholeNumbersThatNoDoubleIs_StayApart()
    {
        PythonValue[] numbers = [new PythonInteger("9007199254740992"), new PythonInteger("9007199254740993"), new PythonInteger(
            "12345678901234567890")];

        Assert.Equal(3, numbers.Select(n => n.ToHyperparameter()).Distinct().Count());
        Assert.Equal("12345678901234567890", numbers[2].ToHyperparameter().ToString());
    }
}
