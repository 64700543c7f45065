using Sweeper.Neural.Initializers;
using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Tests.Initializers;

public sealed class InitializerTests
{
    private const int SampleCount = 100_000;
    private const int FanIn = 100;
    private const int FanOut = 50;

    public static TheoryData<IInitializer, double> Normal => new()
    {
        { new HeNormalInitializer(), 2.0 / FanIn },
        { new GlorotNormalInitializer(), 2.0 / (FanIn + FanOut) },
        { new LecunNormalInitializer(), 1.0 / FanIn },
        { new NormalInitializer(0.3), 0.09 },
    };

    public static TheoryData<IInitializer, double> Uniform => new()
    {
        { new HeUniformInitializer(), 2.0 / FanIn },
        { new GlorotUniformInitializer(), 2.0 / (FanIn + FanOut) },
        { new UniformInitializer(0.3), 0.03 },
    };

    [Theory]
    [MemberData(nameof(Normal))]
    public void Next_NormalInitializers_HaveTheirVarianceAndShape(IInitializer initializer, double variance)
    {
        double[] sample = Sample(initializer);

        AssertMoments(sample, variance, fourthMoment: 3);
        double deviation = Math.Sqrt(variance);
        Assert.InRange(sample.Count(w => Math.Abs(w) < 1.96 * deviation) / (double)SampleCount, 0.9465, 0.9535);
        Assert.True(sample.Max(Math.Abs) > 3.5 * deviation);
    }

    [Theory]
    [MemberData(nameof(Uniform))]
    public void Next_UniformInitializers_HaveTheirVarianceAndFillTheirRange(IInitializer initializer, double variance)
    {
        double[] sample = Sample(initializer);

        AssertMoments(sample, variance, fourthMoment: 1.8);
        double range = Math.Sqrt(3 * variance);
        Assert.InRange(sample.Max(), 0.999 * range, range * (1 + 1e-12));
        Assert.InRange(sample.Min(), -range * (1 + 1e-12), -0.999 * range);
    }

    private static double[] Sample(IInitializer initializer)
    {
        RandomSource random = RandomSource.FromSeed(1);
        return [.. Enumerable.Range(0, SampleCount).Select(_ => initializer.Next(random, FanIn, FanOut))];
    }

    /// <summary>Mean and variance within five standard errors, given the distribution's fourth moment at variance 1.</summary>
    private static void AssertMoments(double[] sample, double variance, double fourthMoment)
    {
        Assert.Equal(0, sample.Average(), 5 * Math.Sqrt(variance / SampleCount));
        double varianceError = variance * Math.Sqrt((fourthMoment - 1) / SampleCount);
        Assert.Equal(variance, sample.Average(w => w * w), 5 * varianceError);
    }
}
