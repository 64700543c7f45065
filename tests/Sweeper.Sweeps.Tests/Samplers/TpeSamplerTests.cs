using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Samplers;

public class TpeSamplerTests
{
    private static readonly SearchSpace Line = SampledSpaces.Of(SampledSpaces.Number("x", new UniformDistribution(0, 1)));

    [Theory]
    [InlineData(Goal.Minimize, 1)]
    [InlineData(Goal.Maximize, -1)]
    public void Propose_Quadratic_ComesCloseToItsBest(Goal goal, double sign)
    {
        List<SampledTrial> history = SampledSpaces.Run(
            new TpeSampler(goal, 3), Line, 60, t => t with { Objective = sign * Math.Pow(At(t.Values) - 0.3, 2) });
        Assert.True(history.Min(t => Math.Abs(At(t.Values) - 0.3)) < 0.01);
        Assert.True(history.Skip(40).Average(t => Math.Abs(At(t.Values) - 0.3)) < 0.1);
    }

    [Fact]
    public void Propose_TrialsThatDiverged_StaysAway()
    {
        List<SampledTrial> history = SampledSpaces.Run(
            new TpeSampler(Goal.Minimize, 3),
            Line,
            60,
            t => At(t.Values) > 0.5 ? t with { State = TrialState.Diverged } : t with { Objective = 1 });
        Assert.True(history.Skip(20).Count(t => t.State == TrialState.Diverged) < 10);
    }

    [Fact]
    public void Propose_TrialsThatFailed_IsAsIfTheyWereNotThere()
    {
        List<SampledTrial> history = SampledSpaces.Drawn(Line, 20);
        SampledTrial other = history[0] with { Values = history[0].Values.With("x", 0.999) };
        SampledTrial failed = other with { State = TrialState.Failed };
        var sampler = new TpeSampler(Goal.Minimize, 3);
        // At the same place in the row of proposals, for the same random numbers.
        Assert.NotEqual(sampler.Propose(Line, [.. history, failed]), sampler.Propose(Line, [.. history, other]));
        Assert.Equal(
            sampler.Propose(Line, [.. history, failed]),
            sampler.Propose(Line, [.. history, failed with { Values = failed.Values.With("x", 0.001) }]));
    }

    [Fact]
    public void Propose_PrunedTrials_PrefersThoseThatCameFar()
    {
        // All were pruned; those near 0.8 came farther, with worse values.
        List<SampledTrial> history =
        [
            .. SampledSpaces.Drawn(Line, 40).Select(t => t with
            {
                State = TrialState.Pruned,
                LastEpoch = Math.Abs(At(t.Values) - 0.8) < 0.1 ? 5 : 1,
                Objective = Math.Abs(At(t.Values) - 0.8),
            }),
        ];
        Assert.InRange(At(new TpeSampler(Goal.Maximize, 3).Propose(Line, history)!), 0.65, 0.95);
    }

    [Fact]
    public void Propose_Conditional_LearnsFromTheTrialsThatHaveIt()
    {
        SearchSpace space = SampledSpaces.Of(
            SampledSpaces.List("kind", "plain", "tuned"),
            SampledSpaces.Number("x", new UniformDistribution(0, 1)) with { When = SampledSpaces.When("kind", "tuned") });
        List<SampledTrial> history = SampledSpaces.Run(
            new TpeSampler(Goal.Minimize, 1),
            space,
            80,
            t => t with { Objective = t.Values.Find("x") is null ? 0.2 : Math.Abs(At(t.Values) - 0.7) });
        IEnumerable<SampledTrial> tuned = history.Skip(50).Where(t => t.Values.Find("x") is not null);
        Assert.True(tuned.Average(t => Math.Abs(At(t.Values) - 0.7)) < 0.15);
    }

    private static double At(HyperparameterValues values) => ((NumberValue)values["x"]).Number;
}
