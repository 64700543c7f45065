using Sweeper.Neural.Layers;
using Sweeper.Neural.Regularizers;
using Sweeper.Neural.Tests.Layers;

namespace Sweeper.Neural.Tests.Regularizers;

public sealed class WeightPenaltyTests
{
    [Theory]
    [InlineData(0.3, 0)]
    [InlineData(0, 0.2)]
    [InlineData(0.3, 0.2)]
    public void Apply_Weights_AddsTheGradientOfThePenalty(double l2, double l1)
    {
        var random = new Random(1);
        var tensor = new WeightTensor<double>("w", WeightKind.Weight, 37);
        foreach (ref double value in tensor.Values)
            value = (4 * random.NextDouble()) - 2;

        new WeightPenalty<double>(l2, l1).Apply([tensor]);

        CentralDifference.Check(Penalty, tensor.Values, tensor.Gradient);

        double Penalty() => tensor.Values.ToArray().Sum(w => (l2 / 2 * w * w) + (l1 * Math.Abs(w)));
    }

    [Fact]
    public void Apply_BiasesAndWeightsOfZero_AreLeftAlone()
    {
        WeightTensor<float> weight =
            new("w", WeightKind.Weight, 2), bias = new("b", WeightKind.Bias, 1), scale = new("s", WeightKind.Scale, 1);
        (weight.Values[0], weight.Values[1], bias.Values[0], scale.Values[0]) = (0, -0f, 3, 3);

        new WeightPenalty<float>(1, 1).Apply([weight, bias, scale]);

        Assert.Equal([0f, 0, 0, 0], [.. weight.Gradient, .. bias.Gradient, .. scale.Gradient]);
    }
}
