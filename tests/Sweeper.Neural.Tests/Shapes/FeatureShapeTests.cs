using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Tests.Shapes;

public sealed class FeatureShapeTests
{
    [Theory]
    [InlineData(28, 20, 1, "20×28 pixels")]
    [InlineData(32, 32, 3, "32×32 pixels in 3 channels")]
    public void DescribeImage_GreyOrColour_SaysWidthHeightAndChannels(int height, int width, int channels, string expected) =>
        Assert.Equal(expected, new FeatureShape(height, width, channels).DescribeImage());
}
