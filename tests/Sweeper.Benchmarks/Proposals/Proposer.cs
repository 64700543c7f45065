using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Benchmarks.Proposals;

/// <summary>Something that proposes trials, by name.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Propose">The next trial, of a seed and all before it.</param>
internal sealed record Proposer(string Name, Func<long, SearchSpace, IReadOnlyList<SampledTrial>, HyperparameterValues> Propose)
{
    public static Proposer Random { get; } = new("random", (seed, space, history) => Drawn(space, seed, history.Count));

    public static Proposer Sobol { get; } = Of("sobol", seed => new SobolSampler(seed));

    public static Proposer Tpe { get; } = Of("tpe", seed => new TpeSampler(Goal.Minimize, seed));

    public static Proposer Gp { get; } = Of("gp", seed => new GpSampler(Goal.Minimize, seed));

    /// <summary>Values out of the distributions of a space.</summary>
    public static HyperparameterValues Drawn(SearchSpace space, long seed, int proposal) => new(
        space.Hyperparameters.Select(h => KeyValuePair.Create(h.Name, Drawn(h, RandomDraws.For(seed, proposal, h.Name)))));

    /// <summary>The least regret after some trials of a function.</summary>
    public double LeastRegret(TestFunction function, long seed, int trials)
    {
        List<SampledTrial> history = [];
        for (int number = 1; number <= trials; number++)
        {
            HyperparameterValues values = Propose(seed, function.Space, history);
            history.Add(new SampledTrial
            {
                Number = number,
                Values = values,
                State = TrialState.Completed,
                Objective = function.Regret(values),
                LastEpoch = 1,
            });
        }

        return history.Min(t => t.Objective!.Value);
    }

    private static Proposer Of(string name, Func<long, ISampler> sampler) =>
        new(name, (seed, space, history) => sampler(seed).Propose(space, history)!);

    private static HyperparameterValue Drawn(Hyperparameter hyperparameter, RandomDraws draws) =>
        hyperparameter.Distribution?.Draw(draws)
        ?? hyperparameter.Values[(int)(draws.NextUnit() * hyperparameter.Values.Length)];
}
