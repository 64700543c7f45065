using Sweeper.Neural.Layers;
using Sweeper.Neural.Regularizers;

namespace Sweeper.Neural.Tests.Regularizers;

public sealed class GradientClipTests
{
    [Fact]
    public void Apply_NormAboveTheMaximum_ScalesAllTensorsTogether()
    {
        WeightTensor<float> weight = Tensor(WeightKind.Weight, 3, 0), bias = Tensor(WeightKind.Bias, 4);

        new GradientClip<float>(2.5).Apply([weight, bias]);

        Assert.Equal([1.5f, 0, 2], [.. weight.Gradient, .. bias.Gradient]);
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(float.NaN, 4)]
    [InlineData(float.PositiveInfinity, 1)]
    public void Apply_NormAtMostTheMaximumOrNotFinite_ChangesNothing(float first, float second)
    {
        WeightTensor<float> weight = Tensor(WeightKind.Weight, first, second);

        new GradientClip<float>(5).Apply([weight]);

        Assert.Equal([first, second], weight.Gradient.ToArray());
    }

    [Fact]
    public void Apply_ManyNumbers_ReachesTheMaximumExactly()
    {
        var tensor = new WeightTensor<float>("w", WeightKind.Weight, 100_003);
        tensor.Gradient.Fill(0.1f);

        new GradientClip<float>(1).Apply([tensor]);

        Assert.Equal(1, Math.Sqrt(tensor.Gradient.ToArray().Sum(g => (double)g * g)), 1e-5);
    }

    private static WeightTensor<float> Tensor(WeightKind kind, params float[] gradient)
    {
        var tensor = new WeightTensor<float>("t", kind, gradient.Length);
        gradient.CopyTo(tensor.Gradient);
        return tensor;
    }
}
