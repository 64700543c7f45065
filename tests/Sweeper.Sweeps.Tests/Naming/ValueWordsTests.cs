using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Tests.Naming;

public sealed class ValueWordsTests
{
    [Theory]
    [InlineData("\"relu\"", "relu")]
    [InlineData("0.005842617354697051", "0.005842617354697051")]
    [InlineData("""{"name":"step","every":10,"factor":0.5}""", "step (every 10, factor 0.5)")]
    [InlineData("""{"name":"cosine"}""", "cosine")]
    [InlineData("""{"shift":2,"rotate":10}""", "rotate 10, shift 2")]
    [InlineData("""[["relu","tanh"],"relu"]""", "[relu, tanh], relu")]
    public void Of_Value_ReadsWell(string json, string expected) =>
        Assert.Equal(expected, ValueWords.Of(HyperparameterValue.Parse(json)));

    [Theory]
    [InlineData("""{"shift":2,"rotate":10}""", "(rotate 10, shift 2)")]
    [InlineData("""{"shift":2}""", "shift 2")]
    [InlineData("""["relu","tanh"]""", "[relu, tanh]")]
    [InlineData("0.25", "0.25")]
    public void OfPart_ValueWithCommas_HasBrackets(string json, string expected) =>
        Assert.Equal(expected, ValueWords.OfPart(HyperparameterValue.Parse(json)));

    [Fact]
    public void Of_WithAFormat_WritesEveryNumberWithIt() =>
        Assert.Equal(
            "step (every ~, factor ~)",
            ValueWords.Of(HyperparameterValue.Parse("""{"name":"step","every":10,"factor":0.5}"""), _ => "~"));
}
