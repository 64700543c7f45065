using Sweeper.Benchmarks.Machine;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Benchmarks.Proposals;

/// <summary>
/// What a proposal costs, after trials of ten hyperparameters.
/// </summary>
internal static class ProposalCost
{
    private const int Rounds = 7;

    /// <summary>Whole numbers of wide ranges, of which hardly one comes twice.</summary>
    public static SearchSpace WholeNumbers { get; } = new()
    {
        Hyperparameters =
        [
            .. Enumerable.Range(0, 8).Select(i => Number($"units_{i}", new IntegerUniformDistribution(1, 100_000))),
            Number("learning_rate", new IntegerUniformDistribution(1, 100_000)),
            Number("momentum", new IntegerUniformDistribution(1, 100_000)),
        ],
    };

    /// <summary>Those of a network: ranges, whole numbers, steps and lists.</summary>
    public static SearchSpace Network { get; } = new()
    {
        Hyperparameters =
        [
            Number("learning_rate", new LogUniformDistribution(1e-4, 1)),
            Number("momentum", new UniformDistribution(0, 0.99)),
            Number("units", new IntegerUniformDistribution(16, 512)),
            Number("layers", new IntegerUniformDistribution(1, 5)),
            Number("batch_size", new QuantizedDistribution(new LogUniformDistribution(16, 512), 16, 1, 32)),
            Number("dropout", new QuantizedDistribution(new UniformDistribution(0, 0.5), 0.1, 0, 5)),
            Number("weight_decay", new LogUniformDistribution(1e-6, 1e-2)),
            Number("scale", new NormalDistribution(0, 1)),
            new Hyperparameter { Name = "activation", Values = ["relu", "tanh", "sigmoid"] },
            new Hyperparameter { Name = "optimizer", Values = ["sgd", "momentum", "adam"] },
        ],
    };

    /// <summary>The seconds of processor time of a proposal, round by round, after the code is compiled.</summary>
    /// <param name="proposer">What proposes.</param>
    /// <param name="space">Where.</param>
    /// <param name="trials">How many trials there are so far.</param>
    /// <param name="proposals">How many proposals are timed together.</param>
    public static Samples Seconds(Proposer proposer, SearchSpace space, int trials, int proposals)
    {
        SampledTrial[] history = [.. Enumerable.Range(0, trials).Select(i => Trial(space, i))];
        var seconds = new Samples();
        for (int round = -1; round < Rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.UserTime;
            for (int i = 0; i < proposals; i++)
                proposer.Propose((round * proposals) + i, space, history);
            if (round >= 0)
                seconds.Add((Environment.CpuUsage.UserTime - before).TotalSeconds / proposals);
        }

        return seconds;
    }

    private static Hyperparameter Number(string name, Distribution distribution) =>
        new() { Name = name, Values = [], Distribution = distribution };

    private static double At(HyperparameterValues values, string name) => ((NumberValue)values[name]).Number;

    private static SampledTrial Trial(SearchSpace space, int proposal)
    {
        HyperparameterValues values = Proposer.Drawn(space, 1, proposal);
        return new SampledTrial
        {
            Number = proposal + 1,
            Values = values,
            State = TrialState.Completed,
            LastEpoch = 1,
            Objective = Math.Abs(Math.Log10(At(values, "learning_rate")) + 2) + At(values, "momentum"),
        };
    }
}
