using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Tests.Spaces;

public sealed class DistributionDescriptionTests
{
    public static TheoryData<Distribution, string> Described => new()
    {
        { new UniformDistribution(0, 0.5), "0 to 0.5, uniform" },
        { new LogUniformDistribution(0.001, 1), "0.001 to 1, log-uniform" },
        { new LogUniformDistribution(0.00001, 0.1), "1e-05 to 0.1, log-uniform" },
        { new IntegerUniformDistribution(1, 8), "1 to 8, whole numbers, uniform" },
        { new NormalDistribution(0.5, 0.1), "normal with mean 0.5 and standard deviation 0.1" },
        { new TruncatedDistribution(new LogNormalDistribution(0, 1), 0.1, 10),
            "log-normal with mean 0 and standard deviation 1 of the logarithm, within 0.1 to 10" },
        { new TruncatedDistribution(new NormalDistribution(0, 1), double.MinValue, double.MaxValue),
            "normal with mean 0 and standard deviation 1" },
        { new BetaDistribution(2, 0.5), "beta with a 2 and b 0.5" },
        { new QuantizedDistribution(new UniformDistribution(0, 0.5), 0.1, 0, 5), "0 to 0.5, uniform, in steps of 0.1" },
        { new CategoricalDistribution(["relu", "tanh"], [0.75, 0.25]), "relu (75 %), tanh (25 %)" },
    };

    [Theory]
    [MemberData(nameof(Described))]
    public void Description_Distribution_SaysWhatIsDrawn(Distribution distribution, string expected) =>
        Assert.Equal(expected, distribution.Description);
}
