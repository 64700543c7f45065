using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Samplers;

public class GpSamplerTests
{
    private static readonly SearchSpace Line = SampledSpaces.Of(SampledSpaces.Number("x", new UniformDistribution(0, 1)));

    [Theory]
    [InlineData(Goal.Minimize, 1)]
    [InlineData(Goal.Maximize, -1)]
    public void Propose_Quadratic_FindsItsBest(Goal goal, double sign)
    {
        List<SampledTrial> history = SampledSpaces.Run(
            new GpSampler(goal, 3), Line, 20, t => t with { Objective = sign * Math.Pow(At(t.Values, "x") - 0.3, 2) });
        Assert.True(history.Min(t => Math.Abs(At(t.Values, "x") - 0.3)) < 1e-3);
    }

    [Fact]
    public void Propose_ConditionalAndStepped_FindsTheBest()
    {
        SearchSpace space = SampledSpaces.Of(
            SampledSpaces.List("kind", "plain", "tuned"),
            SampledSpaces.Number("units", new IntegerUniformDistribution(1, 200)),
            SampledSpaces.Number("x", new UniformDistribution(0, 1)) with { When = SampledSpaces.When("kind", "tuned") });
        List<SampledTrial> history = SampledSpaces.Run(new GpSampler(Goal.Minimize, 1), space, 40, t =>
        {
            double tuning = t.Values.Find("x") is null ? 20 : 30 * Math.Abs(At(t.Values, "x") - 0.7);
            return t with { Objective = Math.Abs(At(t.Values, "units") - 70) + tuning };
        });
        HyperparameterValues best = history.MinBy(t => t.Objective)!.Values;
        Assert.InRange(At(best, "units"), 67, 73);
        Assert.InRange(At(best, "x"), 0.6, 0.8);
    }

    [Fact]
    public void Propose_TrialsThatDiverged_StaysAway()
    {
        List<SampledTrial> history = SampledSpaces.Run(
            new GpSampler(Goal.Minimize, 3),
            Line,
            30,
            t => At(t.Values, "x") > 0.5 ? t with { State = TrialState.Diverged } : t with { Objective = -At(t.Values, "x") });
        Assert.InRange(history.MinBy(t => t.Objective ?? 0)!.Objective!.Value, -0.5, -0.45);
        Assert.True(history.TakeLast(8).Count(t => t.State == TrialState.Diverged) < 8);
    }

    [Fact]
    public void Propose_TrialRunning_LooksElsewhere()
    {
        List<SampledTrial> history = SampledSpaces.Run(
            new GpSampler(Goal.Minimize, 3), Line, 11, t => t with { Objective = Math.Sin(9 * At(t.Values, "x")) });
        HyperparameterValues next = new GpSampler(Goal.Minimize, 4).Propose(Line, history)!;
        history.Add(new SampledTrial { Number = 12, Values = next, State = TrialState.Running });
        HyperparameterValues other = new GpSampler(Goal.Minimize, 4).Propose(Line, history)!;
        Assert.True(Math.Abs(At(next, "x") - At(other, "x")) > 0.01);
    }

    [Theory]
    [InlineData(Goal.Minimize)]
    [InlineData(Goal.Maximize)]
    public void Expect_NoisyLine_CoversTheTrials(Goal goal)
    {
        List<SampledTrial> history =
            [.. SampledSpaces.Drawn(Line, 40).Select((t, i) => t with { Objective = Noisy(t.Values, i) })];
        HyperparameterValues[] cells = [.. SampledSpaces.Drawn(Line, 240).Skip(40).Select(t => t.Values)];
        GpExpectation[] expected = [.. cells.Select(new GpSampler(goal, 1).Model(Line, history)!)];
        Assert.Equal(cells.Length, expected.Length);
        double[] objectives = [.. cells.Select((cell, i) => Noisy(cell, 40 + i))];
        int covered = objectives.Where((o, i) => expected[i].Interval.Lower <= o && o <= expected[i].Interval.Upper).Count();
        Assert.InRange(covered, 170, 199);
        Assert.All(expected, e => Assert.InRange(e.StandardDeviation, 1.5, 3));
        // More is to be gained where the expected objective is better.
        GpExpectation[] byMean = [.. expected.OrderBy(e => goal == Goal.Minimize ? e.Mean : -e.Mean)];
        Assert.True(byMean[0].Gain > 10 * byMean[^1].Gain);
        Assert.Equal(100 + (20 * At(cells[0], "x")), expected[0].Mean, 2.0);
    }

    [Fact]
    public void Expect_StartUp_ExpectsNothing()
    {
        List<SampledTrial> history = SampledSpaces.Drawn(Line, 9);
        Assert.Null(new GpSampler(Goal.Minimize, 1).Model(Line, history));
    }

    [Fact]
    public void Propose_AllTrialsOutsideOfTheSpace_DrawsAsIfThereWereNone()
    {
        SearchSpace space = SampledSpaces.Of(SampledSpaces.List("kind", "plain", "tuned"),
            SampledSpaces.Number("x", new UniformDistribution(0, 1)));
        List<SampledTrial> history =
        [
            .. Enumerable.Range(1, 12).Select(n => new SampledTrial
            {
                Number = n,
                Values = HyperparameterValues.Empty.With("kind", "other").With("x", 0.1 * n),
                State = TrialState.Completed,
                Objective = n,
            }),
        ];

        HyperparameterValues? proposed = new GpSampler(Goal.Minimize, 1).Propose(space, history);

        Assert.InRange(At(proposed!, "x"), 0, 1);
        Assert.Null(new GpSampler(Goal.Minimize, 1).Model(space, history));
        Assert.All(history, t => Assert.False(t.LiesIn(space)));
        Assert.True(history[0] with { Values = history[0].Values.With("kind", "tuned") } is var known && known.LiesIn(space));
        Assert.False((history[11] with { Values = history[11].Values.With("kind", "tuned") }).LiesIn(space));
    }

    private static double Noisy(HyperparameterValues values, int trial) =>
        100 + (20 * At(values, "x")) + (2 * RandomDraws.For(9, trial, "noise").NextNormal());

    private static double At(HyperparameterValues values, string name) => ((NumberValue)values[name]).Number;
}
