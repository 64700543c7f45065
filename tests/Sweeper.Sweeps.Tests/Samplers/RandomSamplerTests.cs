using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Tests.Samplers;

public class RandomSamplerTests
{
    private static readonly Hyperparameter Rate =
        new() { Name = "rate", Values = [], Distribution = new UniformDistribution(0, 1) };
    private static readonly Hyperparameter Size = new() { Name = "size", Values = [8, 16, 32] };
    private static readonly SearchSpace Space = new() { Hyperparameters = [Rate, Size] };

    [Fact]
    public void Sample_SameSeed_GivesTheSameProposals()
    {
        Assert.Equal(new RandomSampler(5).Sample(Space).Take(50), new RandomSampler(5).Sample(Space).Take(50));
        Assert.NotEqual(new RandomSampler(5).Sample(Space).First(), new RandomSampler(6).Sample(Space).First());
    }

    [Fact]
    public void Sample_AnotherHyperparameter_LeavesTheValuesOfTheOthers()
    {
        SearchSpace wider =
            Space with { Hyperparameters = [new Hyperparameter { Name = "a", Values = [1, 2] }, .. Space.Hyperparameters] };
        Assert.Equal(
            new RandomSampler(5).Sample(Space).Take(20).Select(v => v["rate"]),
            new RandomSampler(5).Sample(wider).Take(20).Select(v => v["rate"]));
    }

    [Fact]
    public void Sample_List_HasEveryValueAboutAsOften()
    {
        HyperparameterValue[] sizes = [.. new RandomSampler(1).Sample(Space).Take(3_000).Select(v => v["size"])];
        Assert.All(Size.Values, v => Assert.Equal(1_000, sizes.Count(s => s.Equals(v)), 100.0));
    }

    [Fact]
    public void Sample_Zipped_DrawsThemAsOne()
    {
        var space = new SearchSpace { Hyperparameters = [Size, Size with { Name = "other" }], Zip = [["size", "other"]] };
        Assert.All(new RandomSampler(1).Sample(space).Take(50), v => Assert.Equal(v["size"], v["other"]));
    }
}
