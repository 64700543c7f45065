using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Tests.Reports;

public sealed class NotationTests
{
    [Theory]
    [InlineData("1e-05", 1e-05)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("-3.25E+2", -325)]
    [InlineData("+7", 7)]
    [InlineData("1,234", 1234)]
    [InlineData("12,345,678.5", 12345678.5)]
    [InlineData("0,713", 0.713)]
    [InlineData("-0,61", -0.61)]
    [InlineData("12,5", 12.5)]
    [InlineData("1,2345", 1.2345)]
    [InlineData("1234,567", 1234.567)]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("12.345.678,9", 12345678.9)]
    [InlineData("2,5e-03", 0.0025)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("NaN", double.NaN)]
    [InlineData("-nan(ind)", double.NaN)]
    public void TryParse_Spelling_IsItsNumber(string text, double value)
    {
        Assert.True(NumberText.TryParse(text, out double read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("12:30")]
    [InlineData("2021-03-08")]
    [InlineData("3.74G")]
    [InlineData("1,23,4")]
    [InlineData("0,1,2")]
    [InlineData("0.9,0.999")]
    [InlineData("1,")]
    [InlineData("0x10")]
    [InlineData("info")]
    [InlineData("nano")]
    [InlineData("1e")]
    [InlineData("-")]
    [InlineData("")]
    public void TryParse_WhatIsNoNumber_IsNone(string text) => Assert.False(NumberText.TryParse(text, out _));

    [Fact]
    public void TryReadObject_JsonAndPython_AreTheSame()
    {
        string[] texts = ["""{"a": 1, "b": [1.5, null], "c": {"d": "x\u0041\n", "e": true}}""",
            "{'a': 1, 'b': (1.5, None), 'c': {'d': 'xA\\n', 'e': True},}"];
        foreach (string text in texts)
        {
            Dictionary<string, object?> read = LiteralText.TryReadObject(text)!;
            var inner = (Dictionary<string, object?>)read["c"]!;

            Assert.Equal(1L, read["a"]);
            Assert.Equal([1.5, null], (List<object?>)read["b"]!);
            Assert.Equal("xA\n", inner["d"]);
        }
    }

    [Theory]
    [InlineData("{'a': 1")]
    [InlineData("{'a' 1}")]
    [InlineData("{a: 1}")]
    [InlineData("{'a': 1} x")]
    [InlineData("[1]")]
    [InlineData("{'a': }")]
    [InlineData("{'a': tensor(}")]
    public void TryReadObject_WhatIsBroken_IsNone(string text) => Assert.Null(LiteralText.TryReadObject(text));
}
