using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Tests.Samplers;

public class SobolSamplerTests
{
    [Fact]
    public void Propose_SixteenTrials_SpreadsThemEvenly()
    {
        SearchSpace space = SampledSpaces.Of(
            SampledSpaces.Number("rate", new LogUniformDistribution(1e-4, 1)),
            SampledSpaces.List("kind", "a", "b", "c", "d"),
            SampledSpaces.Number("units", new IntegerUniformDistribution(1, 16)));
        List<SampledTrial> history = SampledSpaces.Run(new SobolSampler(4), space, 16, SampledSpaces.EndByValues);
        Assert.Equal(16, history.Select(t => ((NumberValue)t.Values["units"]).Number).Distinct().Count());
        Assert.All(space.Hyperparameters[1].Values, kind => Assert.Equal(4, history.Count(t => t.Values["kind"].Equals(kind))));
        IEnumerable<double> rates = history.Select(t => Math.Log10(((NumberValue)t.Values["rate"]).Number));
        Assert.Equal(16, rates.Select(rate => Math.Floor(4 * rate)).Distinct().Count());
    }

    [Fact]
    public void Propose_NormalDistribution_TakesItsQuantiles()
    {
        SearchSpace space = SampledSpaces.Of(SampledSpaces.Number("x", new NormalDistribution(10, 2)));
        List<SampledTrial> history = SampledSpaces.Run(new SobolSampler(4), space, 256, SampledSpaces.EndByValues);
        double[] drawn = [.. history.Select(t => (((NumberValue)t.Values["x"]).Number - 10) / 2)];
        Assert.Equal(0, drawn.Average(), 0.02);
        Assert.Equal(1, drawn.Average(x => x * x), 0.05);
        Assert.Equal(128, drawn.Count(x => x < 0));
    }
}
