using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Samplers;

/// <summary>What every sampler promises.</summary>
public class SamplerContractTests
{
    private const double Infinite = double.PositiveInfinity;

    private static readonly Dictionary<string, Func<Goal, long, ISampler>> Samplers = new(
        from kind in SamplerKinds.All
        where kind.Learner is not null
        select KeyValuePair.Create(kind.Name, new Func<Goal, long, ISampler>((goal, seed) => kind.Learner!(seed, goal))))
    {
        ["tpe, grouped"] = (goal, seed) => new TpeSampler(goal, seed, TpeModel.Grouped),
        ["tpe, independent"] = (goal, seed) => new TpeSampler(goal, seed, TpeModel.Independent),
    };

    private static readonly SearchSpace Plane = SampledSpaces.Of(
        SampledSpaces.Number("x", new UniformDistribution(0, 1)), SampledSpaces.Number("y", new UniformDistribution(0, 1)));

    public static TheoryData<string> All => [.. Samplers.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_RichSpace_ProposesCellsOfIt(string name)
    {
        SearchSpace space = SampledSpaces.Rich;
        List<SampledTrial> history = SampledSpaces.Run(Sampler(name), space, 40, SampledSpaces.EndByValues);
        Assert.Equal(40, history.Count);
        foreach (HyperparameterValues values in history.Select(t => t.Values))
        {
            foreach (Hyperparameter hyperparameter in space.Hyperparameters)
            {
                bool exists = hyperparameter.When is not Condition condition || condition.Holds(values);
                Assert.Equal(exists, values.Find(hyperparameter.Name) is { } value && IsOf(hyperparameter, value));
            }

            Assert.False(space.Excludes(values), $"{values} is excluded");
            Assert.Equal(4, ((NumberValue)values["width"]).Number + ((NumberValue)values["depth"]).Number);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_SameHistory_ProposesTheSame(string name)
    {
        List<SampledTrial> history = SampledSpaces.Drawn(SampledSpaces.Rich, 30);
        Assert.Equal(Sampler(name).Propose(SampledSpaces.Rich, history), Sampler(name).Propose(SampledSpaces.Rich, history));
        ISampler asked = Sampler(name);
        asked.Propose(SampledSpaces.Rich, history);
        Assert.Equal(Sampler(name).Propose(SampledSpaces.Rich, history), asked.Propose(SampledSpaces.Rich, history));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_AnotherSeed_ProposesOthers(string name) =>
        Assert.NotEqual(Sampler(name).Propose(Plane, []), Samplers[name](Goal.Minimize, 6).Propose(Plane, []));

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_StartUp_DoesNotDependOnResults(string name)
    {
        Assert.True(Sampler(name).Startup >= 10);
        int count = Math.Min(Sampler(name).Startup, 30);
        List<SampledTrial> one = SampledSpaces.Run(Sampler(name), SampledSpaces.Rich, count, SampledSpaces.EndByValues);
        List<SampledTrial> other = SampledSpaces.Run(
            Sampler(name),
            SampledSpaces.Rich,
            count,
            t => t with { State = t.Number % 2 == 0 ? TrialState.Failed : TrialState.Pruned });
        Assert.Equal(one.Select(t => t.Values), other.Select(t => t.Values));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_FewCells_GivesEachOnceAndThenNone(string name)
    {
        List<SampledTrial> history = SampledSpaces.Run(Sampler(name), SampledSpaces.Small, 1_000, SampledSpaces.EndByValues);
        Assert.Equal(SampledSpaces.SmallCount, history.Count);
        Assert.Equal(SampledSpaces.SmallCount, history.Select(t => t.Values).Distinct().Count());
        Assert.DoesNotContain(history, t => SampledSpaces.Small.Excludes(t.Values));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_OneCell_GivesItAndThenNone(string name)
    {
        SearchSpace one = SampledSpaces.Of(SampledSpaces.List("a", 5), SampledSpaces.Number("b", new UniformDistribution(2, 2)));
        SampledTrial only = Assert.Single(SampledSpaces.Run(Sampler(name), one, 10, SampledSpaces.EndByValues));
        Assert.Equal("a=5, b=2", only.Values.ToString());
        Assert.Empty(Assert.Single(SampledSpaces.Run(Sampler(name), SampledSpaces.Of(), 10, SampledSpaces.EndByValues)).Values);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_EverythingExcluded_GivesNone(string name)
    {
        SearchSpace space = Plane with
        {
            Hyperparameters = [.. Plane.Hyperparameters, SampledSpaces.List("a", 1, 2)],
            Exclude = [SampledSpaces.When("a", 1), SampledSpaces.When("a", 2)],
        };
        Assert.Null(Sampler(name).Propose(space, []));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_TrialsRunning_ProposesOthers(string name)
    {
        List<SampledTrial> history = SampledSpaces.Drawn(Plane, 12);
        for (int i = 0; i < 8; i++)
        {
            HyperparameterValues values = Assert.IsType<HyperparameterValues>(Sampler(name).Propose(Plane, history));
            history.Add(new SampledTrial { Number = history.Count + 1, Values = values, State = TrialState.Running });
        }

        Assert.Equal(history.Count, history.Select(t => t.Values).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_AThousandHyperparameters_Proposes(string name)
    {
        SearchSpace space = SampledSpaces.Of(
            [.. Enumerable.Range(0, 1_000).Select(i => SampledSpaces.Number($"h{i}", new UniformDistribution(0, 1)))]);
        Assert.Equal(1_000, Sampler(name).Propose(space, SampledSpaces.Drawn(space, 15))?.Count);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_ObjectivesThatTellNothing_GoesOn(string name)
    {
        Func<SampledTrial, SampledTrial>[] ends =
        [
            t => t with { Objective = 3 },
            t => t with { Objective = null },
            t => t with { Objective = (t.Number % 3) == 0 ? double.NaN : t.Number % 3 == 1 ? -Infinite : Infinite },
            t => t with { Objective = t.Number % 2 == 0 ? 1e300 : -1e300 },
            t => t with { State = TrialState.Failed },
            t => t with { State = TrialState.Interrupted },
            t => t with { State = TrialState.Diverged },
            t => t with { State = TrialState.Pruned, LastEpoch = 0 },
            t => t with { State = TrialState.Pruned, Objective = t.Number, LastEpoch = t.Number % 4 },
        ];
        foreach (Func<SampledTrial, SampledTrial> end in ends)
        {
            List<SampledTrial> history = SampledSpaces.Run(Sampler(name), Plane, 14, end);
            Assert.Equal(14, history.Select(t => t.Values).Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_MirroredObjectives_ProposesTheSame(string name)
    {
        List<SampledTrial> history = SampledSpaces.Drawn(SampledSpaces.Rich, 25);
        Assert.Equal(
            Samplers[name](Goal.Minimize, 5).Propose(SampledSpaces.Rich, history),
            Samplers[name](Goal.Maximize, 5).Propose(
                SampledSpaces.Rich, [.. history.Select(t => t with { Objective = -t.Objective })]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_ValuesOfNoHyperparameter_ChangeNothing(string name)
    {
        List<SampledTrial> history = SampledSpaces.Drawn(Plane, 15);
        Assert.Equal(
            Sampler(name).Propose(Plane, history),
            Sampler(name).Propose(Plane, [.. history.Select(t => t with { Values = t.Values.With("other", 1) })]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Propose_AThousandTrials_Proposes(string name) => ProposeAfter(1_000, name);

    [LongTheory]
    [MemberData(nameof(All))]
    public void Propose_TenThousandTrials_Proposes(string name) => ProposeAfter(10_000, name);

    private static void ProposeAfter(int trials, string name) =>
        Assert.NotNull(Sampler(name).Propose(SampledSpaces.Rich, SampledSpaces.Drawn(SampledSpaces.Rich, trials)));

    private static ISampler Sampler(string name) => Samplers[name](Goal.Minimize, 5);

    private static bool IsOf(Hyperparameter hyperparameter, HyperparameterValue value) => hyperparameter.Distribution switch
    {
        null => hyperparameter.Values.Contains(value),
        CategoricalDistribution categories => categories.Probabilities[categories.Values.IndexOf(value)] > 0,
        NumericDistribution numbers => value is NumberValue number && IsOf(numbers, number.Number),
        _ => false,
    };

    private static bool IsOf(NumericDistribution distribution, double number) => distribution switch
    {
        UniformDistribution d => number >= d.Minimum && number <= d.Maximum,
        LogUniformDistribution d => number >= d.Minimum && number <= d.Maximum,
        IntegerUniformDistribution d => number >= d.Minimum && number <= d.Maximum && number == Math.Floor(number),
        NormalDistribution => double.IsFinite(number),
        LogNormalDistribution => double.IsFinite(number) && number > 0,
        BetaDistribution => number is >= 0 and <= 1,
        QuantizedDistribution d => Math.Round(number / d.Step) is var multiple && multiple >= d.First && multiple <= d.Last
            && number == QuantizedDistribution.Multiple(multiple, d.Step),
        TruncatedDistribution d => number >= d.Minimum && number <= d.Maximum && IsOf(d.Inner, number),
        _ => false,
    };
}
