using System.Text;
using System.Text.Json;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Sweeps.Tests.Attachments;

public sealed class RobustnessTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"subset":"test","count":1,"accuracy":1,"curves":[{"disturbance":"noise","unit":"x","points":[]}]}""")]
    [InlineData("""{"subset":"test","count":1,"accuracy":1,"curves":[null]}""")]
    [InlineData("no json")]
    public void FromJson_NoCurves_Throws(string json) =>
        Assert.ThrowsAny<JsonException>(() => Robustness.FromJson(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"subset":"test","count":1,"accuracy":1,"members":[{"trial":1,"accuracy":1}]}""")]
    [InlineData("[1]")]
    public void FromJson_NoEnsemble_Throws(string json) =>
        Assert.ThrowsAny<JsonException>(() => EnsembleGain.FromJson(Encoding.UTF8.GetBytes(json)));
}
