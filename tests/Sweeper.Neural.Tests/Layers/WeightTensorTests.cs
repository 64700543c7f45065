using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Tests.Layers;

public sealed class WeightTensorTests
{
    [Fact]
    public void Constructor_Shape_MakesRoomForValuesAndGradient()
    {
        var tensor = new WeightTensor<double>("t", WeightKind.Weight, 2, 3, 4);

        Assert.Equal(24, tensor.Values.Length);
        Assert.Equal(24, tensor.Gradient.Length);
    }

    [Fact]
    public void Constructor_MoreNumbersThanAnArrayHolds_Throws() =>
        Assert.Throws<OverflowException>(() => new WeightTensor<float>("t", WeightKind.Weight, 1_000_000_000, 784));
}
