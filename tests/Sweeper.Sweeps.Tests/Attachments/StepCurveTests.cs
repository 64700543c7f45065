using System.Text;
using System.Text.Json;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Sweeps.Tests.Attachments;

public sealed class StepCurveTests
{
    [Fact]
    public void FromJson_WrittenCurve_IsTheSame()
    {
        var curve = new StepCurve { Every = 10, StepsPerEpoch = 468, Values = [2.3f, null, 0.1f] };

        StepCurve read = StepCurve.FromJson(curve.ToAttachment().Content.Span);

        Assert.Equal((10, 468), (read.Every, read.StepsPerEpoch));
        Assert.Equal(curve.Values.AsEnumerable(), read.Values);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"every":0,"stepsPerEpoch":1,"values":[1]}""")]
    [InlineData("""{"every":1,"stepsPerEpoch":1,"values":[]}""")]
    [InlineData("""{"every":1,"stepsPerEpoch":1,"values":null}""")]
    public void FromJson_NoCurve_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => StepCurve.FromJson(Encoding.UTF8.GetBytes(json)));
}
