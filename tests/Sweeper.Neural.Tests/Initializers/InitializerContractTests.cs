using Sweeper.Neural.Families;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Tests.Initializers;

/// <summary>What every initialiser keeps to.</summary>
public sealed class InitializerContractTests
{
    private const int Count = 4000;

    public static TheoryData<MadeMember<IInitializer>> Kinds => [.. InitializerKinds.All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Next_SameSeed_GivesTheSameBits(MadeMember<IInitializer> kind) => Assert.Equal(Draw(kind), Draw(kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Next_ManyWeights_LieAround0AndDiffer(MadeMember<IInitializer> kind)
    {
        double[] weights = Draw(kind);

        double deviation = Math.Sqrt(weights.Average(w => w * w));
        Assert.InRange(deviation, 1e-3, 1);
        Assert.Equal(0, weights.Average(), 5 * deviation / Math.Sqrt(Count));
        Assert.InRange(weights.Count(w => w > 0), Count * 0.45, Count * 0.55);
        Assert.InRange(weights.Distinct().Count(), Count - 1, Count);
    }

    private static double[] Draw(MadeMember<IInitializer> kind)
    {
        IInitializer initializer = kind.Create([.. kind.Settings.Where(s => s.Default is null).Select(s => (s.Name, 0.5))]);
        RandomSource random = RandomSource.FromSeed(5);
        return [.. Enumerable.Range(0, Count).Select(_ => initializer.Next(random, 30, 20))];
    }
}
