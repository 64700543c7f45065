using Sweeper.Reporting.Drawing;

namespace Sweeper.Reporting.Tests.Drawing;

public sealed class ViridisTests
{
    [Theory]
    [InlineData(0, "#440154")]
    [InlineData(1, "#fde725")]
    [InlineData(-3, "#440154")]
    [InlineData(7, "#fde725")]
    public void Color_Ends_AreThePublishedOnes(double position, string expected) =>
        Assert.Equal(expected, Viridis.Color(position));

    [Fact]
    public void WantsLightText_FromDarkToBright_ChangesOnce()
    {
        bool[] light = [.. Enumerable.Range(0, 101).Select(i => Viridis.WantsLightText(i / 100.0))];

        Assert.True(light[0]);
        Assert.False(light[100]);
        Assert.Equal(1, light.Zip(light.Skip(1)).Count(p => p.First != p.Second));
    }
}
