using System.Collections.Immutable;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Samplers;

public class ProposalHistoryTests
{
    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1-57,58f,59")]
    [InlineData("2-4f")]
    public void ProposedFrom_Text_ReadsBackAsWritten(string text) =>
        Assert.Equal(text, ProposedFrom.Write(ProposedFrom.Read(text)));

    [Fact]
    public void ProposedFrom_FailedAmongOthers_AreTold() => Assert.Equal(
        "1-3,4-5f,7", ProposedFrom.Write([(1, false), (2, false), (3, false), (4, true), (5, true), (7, false)]));

    [Fact]
    public void Propose_RepeatsOfACell_AreToldAsOneWithTheMeanOfThoseThatEnded()
    {
        var sampler = new ListeningSampler();
        var history = new ProposalHistory(Growth(sampler, repeats: 3));
        Add(history, x: 1, firstNumber: 1, repeats: 3);
        history.Ended(1, TrialState.Completed, 0.5, 4);
        history.Ended(2, TrialState.Pruned, 0.7, 2);

        history.Propose();
        SampledTrial told = Assert.Single(sampler.Told);
        Assert.Equal((TrialState.Running, 0.6, 4, 1), (told.State, told.Objective!.Value, told.LastEpoch, told.Number));

        history.Ended(3, TrialState.Diverged, 99, 1);
        history.Propose();
        told = Assert.Single(sampler.Told);
        Assert.Equal((TrialState.Completed, 0.6), (told.State, told.Objective!.Value));
    }

    [Theory]
    [InlineData(TrialState.Diverged, TrialState.Failed, TrialState.Diverged)]
    [InlineData(TrialState.Failed, TrialState.Failed, TrialState.Failed)]
    [InlineData(TrialState.Pruned, TrialState.Failed, TrialState.Pruned)]
    [InlineData(TrialState.Completed, TrialState.Interrupted, TrialState.Running)]
    public void Propose_StatesOfACell_AreToldAsOne(TrialState one, TrialState other, TrialState expected)
    {
        var sampler = new ListeningSampler();
        var history = new ProposalHistory(Growth(sampler, repeats: 2));
        Add(history, x: 1, firstNumber: 1, repeats: 2);
        history.Ended(1, one, 0.5, 1);
        history.Ended(2, other, 0.5, 1);

        history.Propose();

        Assert.Equal(expected, Assert.Single(sampler.Told).State);
    }

    [Fact]
    public void Propose_AfterSomeEnded_SaysFromWhichTrials()
    {
        var history = new ProposalHistory(Growth(new ListeningSampler(), repeats: 1));
        for (int x = 1; x <= 4; x++)
            Add(history, x, firstNumber: x, repeats: 1);
        history.Ended(4, TrialState.Completed, 1, 1);
        history.Ended(1, TrialState.Failed, null, null);
        history.Ended(2, TrialState.Completed, 1, 1);
        history.Ended(3, TrialState.Interrupted, 1, 1);

        Assert.Equal(new TrialProposal("listening", "1f,2,4"), Assert.Single(history.Propose()).Proposal);
    }

    [Fact]
    public void Propose_SameTrialUnderOtherValues_AsksAgainAndForgetsIt()
    {
        // x = 0 is the same trial as no x at all.
        var sampler = new ListeningSampler { Next = told => told.Count == 1 ? Cell(0) : Cell(5) };
        var history = new ProposalHistory(Growth(sampler, repeats: 1));
        history.Add(Trial(HyperparameterValues.Empty, 1, 1));

        Assert.Equal(Cell(5), Assert.Single(history.Propose()).Values);
        Assert.Equal(2, sampler.Told.Count);
        sampler.Next = _ => Cell(6);
        history.Propose();
        Assert.Single(sampler.Told);
    }

    [Fact]
    public void Propose_NothingNewAgainAndAgain_GivesUp()
    {
        var history = new ProposalHistory(Growth(new ListeningSampler { Next = _ => Cell(1) }, repeats: 1));
        Add(history, x: 1, firstNumber: 1, repeats: 1);

        Assert.Empty(history.Propose());
    }

    private static void Add(ProposalHistory history, double x, int firstNumber, int repeats)
    {
        for (int repeat = 1; repeat <= repeats; repeat++)
            history.Add(Trial(Cell(x), firstNumber + repeat - 1, repeat));
    }

    private static HyperparameterValues Cell(double x) => new([KeyValuePair.Create<string, HyperparameterValue>("x", x)]);

    private static Trial Trial(HyperparameterValues values, int number, int repeat) => new()
    {
        Number = number,
        Repeat = repeat,
        Identity = TrialIdentity.Of(values.Where(v => !v.Value.Equals((HyperparameterValue)0.0)), repeat),
        Seed = 1,
        Values = values,
        PlannedEpochs = 1,
    };

    private static PlanGrowth Growth(ISampler sampler, int repeats) => new()
    {
        SamplerName = "listening",
        Sampler = sampler,
        Space = new SearchSpace { Hyperparameters = [new Hyperparameter { Name = "x", Values = [1.0], Distribution = null }] },
        MostTrials = null,
        Trainings = cell => [.. Enumerable.Range(1, repeats).Select(repeat => Trial(cell, 0, repeat))],
    };

    /// <summary>Remembers what it was told last.</summary>
    private sealed class ListeningSampler : ISampler
    {
        public ImmutableList<SampledTrial> Told { get; private set; } = [];

        public Func<IReadOnlyList<SampledTrial>, HyperparameterValues?> Next { get; set; } = told => Cell(100 + told.Count);

        public HyperparameterValues? Propose(SearchSpace space, IReadOnlyList<SampledTrial> history)
        {
            Told = [.. history];
            return Next(history);
        }
    }
}
