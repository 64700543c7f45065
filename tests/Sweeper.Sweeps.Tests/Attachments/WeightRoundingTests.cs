using Sweeper.Sweeps.Attachments;

namespace Sweeper.Sweeps.Tests.Attachments;

public sealed class WeightRoundingTests
{
    // [3, 2]
    private static readonly float[] Weights = [1, 100, -0.5f, 50, 0.001f, -3];

    [Theory]
    [InlineData(8, 0.5 / 127, 50.0 / 127)]
    [InlineData(16, 0.0005, 0.05)]
    [InlineData(32, 0, 0)]
    public void Apply_FewerBits_StaysWithinHalfAStepOfEachUnit(int bits, double first, double second)
    {
        float[] rounded = [.. Weights];

        WeightRounding.Apply(rounded, units: 2, bits);

        for (int i = 0; i < rounded.Length; i++)
            Assert.InRange(Math.Abs(rounded[i] - Weights[i]), 0, (i % 2 == 0 ? first : second) + 1e-6);
    }

    [Fact]
    public void Apply_UnitWithoutWeights_StaysAtZero()
    {
        float[] weights = [0, 1, 0, -2];

        WeightRounding.Apply(weights, units: 2, bits: 8);

        Assert.Equal([0, 0], [weights[0], weights[2]]);
        Assert.Equal(-2, weights[3], 6);
    }

    [Theory]
    [InlineData(9_795, 9_800, 10_000, true)]
    [InlineData(9_794, 9_800, 10_000, false)]
    [InlineData(97, 98, 100, true)]
    [InlineData(96, 98, 100, false)]
    [InlineData(99, 98, 100, true)]
    public void IsEnough_FewerRight_DependsOnTheSizeOfTheSet(int correct, int fullCorrect, int count, bool expected) =>
        Assert.Equal(expected, WeightPrecision.IsEnough(correct, fullCorrect, count));
}
