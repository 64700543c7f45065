using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Samplers;

/// <summary>Spaces and histories for tests of samplers.</summary>
internal static class SampledSpaces
{
    private static readonly QuantizedDistribution Tenths = new(new UniformDistribution(0, 1), 0.1, 0, 10);

    /// <summary>
    /// Something of everything: conditions, one on another, hyperparameters that vary together, excluded cells, all
    /// distributions.
    /// </summary>
    public static SearchSpace Rich { get; } = new()
    {
        Hyperparameters =
        [
            Number("rate", new LogUniformDistribution(1e-4, 1)),
            List("optimizer", "sgd", "adam", "none"),
            Number("momentum", new UniformDistribution(0, 0.99)) with { When = When("optimizer", "sgd") },
            List("nesterov", true, false) with { When = When("optimizer", "sgd") },
            Number("look", new NormalDistribution(0, 2)) with { When = When("nesterov", true) },
            List("layers", "128-64", new ListValue([64, 32]), 16),
            List("width", 1, 2, 3),
            List("depth", 3, 2, 1),
            Number("units", new IntegerUniformDistribution(4, 2048)),
            Number("batch", new QuantizedDistribution(new LogUniformDistribution(8, 512), 8, 1, 64)),
            Number("decay", new LogNormalDistribution(-6, 2)),
            Number("noise", new TruncatedDistribution(new NormalDistribution(0, 1), -1, 1.5)),
            Number("bits", new QuantizedDistribution(new NormalDistribution(8, 4), 2, 1, 8)),
            Number("share", new BetaDistribution(2, 5)),
            Number("part", new QuantizedDistribution(new BetaDistribution(0.5, 0.5), 0.1, 0, 10)),
            Number("few", new TruncatedDistribution(Tenths, 0.25, 0.61)),
            Number("init", new CategoricalDistribution(["he", "never", "glorot"], [0.7, 0, 0.3])),
            List("fixed", 7),
        ],
        Zip = [["width", "depth"]],
        Exclude = [new Condition { Hyperparameters = [List("optimizer", "adam"), List("init", "he")] }],
    };

    /// <summary>Three lists, the third of which is there for one value of the first, and a cell that is excluded.</summary>
    public static SearchSpace Small { get; } = new()
    {
        Hyperparameters =
        [
            List("a", 1, 2, 3),
            Number("b", new IntegerUniformDistribution(0, 2)),
            List("c", "x", "y", "z") with { When = When("a", 2) },
        ],
        Exclude = [new Condition { Hyperparameters = [List("a", 3), List("b", 1)] }],
    };

    /// <summary>How many cells <see cref="Small"/> has.</summary>
    public const int SmallCount = 3 + 9 + 2;

    public static Hyperparameter Number(string name, Distribution distribution) =>
        new() { Name = name, Values = [], Distribution = distribution };

    public static Hyperparameter List(string name, params HyperparameterValue[] values) =>
        new() { Name = name, Values = [.. values] };

    public static Condition When(string name, params HyperparameterValue[] values) =>
        new() { Hyperparameters = [List(name, values)] };

    public static SearchSpace Of(params Hyperparameter[] hyperparameters) => new() { Hyperparameters = [.. hyperparameters] };

    /// <summary>Lets a sampler propose trial by trial, each ended at once; ends when it has nothing left.</summary>
    /// <param name="sampler">What proposes.</param>
    /// <param name="space">What may vary.</param>
    /// <param name="count">At most so many trials.</param>
    /// <param name="end">How a trial ends.</param>
    public static List<SampledTrial> Run(ISampler sampler, SearchSpace space, int count, Func<SampledTrial, SampledTrial> end)
    {
        List<SampledTrial> history = [];
        while (history.Count < count && sampler.Propose(space, history) is { } values)
        {
            int number = history.Count + 1;
            history.Add(end(new SampledTrial { Number = number, Values = values, State = TrialState.Completed, LastEpoch = 1 }));
        }

        return history;
    }

    /// <summary>Ends a trial with an objective that looks like chance but follows from its values.</summary>
    public static SampledTrial EndByValues(SampledTrial trial) => trial with { Objective = Score(trial.Values) };

    /// <summary>A number from 0 to 1 that follows from values.</summary>
    public static double Score(HyperparameterValues values)
    {
        uint hash = 2166136261;
        foreach (char unit in values.Canonical)
            hash = (hash ^ unit) * 16777619;
        return hash / (double)uint.MaxValue;
    }

    /// <summary>Trials as they come out of the distributions, without a sampler.</summary>
    public static List<SampledTrial> Drawn(SearchSpace space, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => EndByValues(new SampledTrial
        {
            Number = i + 1,
            State = TrialState.Completed,
            LastEpoch = 1,
            Values = space.WithoutAbsent(
                new HyperparameterValues(space.Hyperparameters.Select(h => KeyValuePair.Create(h.Name, Draw(h, i))))),
        })),
    ];

    private static HyperparameterValue Draw(Hyperparameter hyperparameter, int proposal)
    {
        var draws = RandomDraws.For(3, proposal, hyperparameter.Name);
        return hyperparameter.Distribution?.Draw(draws)
            ?? hyperparameter.Values[(int)(draws.NextUnit() * hyperparameter.Values.Length)];
    }
}
