using Sweeper.Cli.Tables;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Cli.Tests.Tables;

public sealed class ValueTextTests
{
    [Theory]
    [InlineData("\"relu\"", "relu")]
    [InlineData("0.1", "0.1")]
    [InlineData("0.005842617354697051", "0.005843")]
    [InlineData("123456789", "123456789")]
    [InlineData("0.000055307", "5.531e-05")]
    [InlineData("-1234.5678", "-1235")]
    [InlineData("true", "true")]
    [InlineData("""{"name":"step","every":10,"factor":0.5}""", "step (every 10, factor 0.5)")]
    [InlineData("""{"name":"cosine"}""", "cosine")]
    [InlineData("""{"shift":2,"rotate":10}""", "rotate 10, shift 2")]
    [InlineData("""["relu","tanh"]""", "relu, tanh")]
    [InlineData("""[["relu","tanh"],"relu"]""", "[relu, tanh], relu")]
    [InlineData("""["none",{"shift":2,"rotate":10},{"shift":1}]""", "none, (rotate 10, shift 2), shift 1")]
    public void Of_Value_ReadsWell(string json, string expected) =>
        Assert.Equal(expected, ValueText.Of(HyperparameterValue.Parse(json)));

    [Theory]
    [InlineData("[1,2,3]", "1, 2, 3")]
    [InlineData("[13,12,11,10,9,8,7,6,5,4,3,2,0.5]", "13 values from 0.5 to 13")]
    [InlineData("""[1,2,3,4,5,6,7,8,9,10,11,12,"full"]""", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, … (13 values)")]
    public void OfCandidates_Many_AreTheirRangeOrSome(string json, string expected) =>
        Assert.Equal(expected, ValueText.OfCandidates(HyperparameterValue.Parse(json)));

    [Fact]
    public void OfCandidates_TheOnlyOne_IsThatValue() => Assert.Equal("0.25", ValueText.OfCandidates(0.25));
}
