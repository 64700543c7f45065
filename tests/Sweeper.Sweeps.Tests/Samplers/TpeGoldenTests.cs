using System.Collections.Immutable;
using System.Text.Json;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Samplers;

/// <summary>What Optuna 5 proposed, trial by trial, from the same history and the same random numbers.</summary>
public class TpeGoldenTests
{
    private const double Tolerance = 1e-9;
    private const int Candidates = 24;

    private static readonly SearchSpace Quadratic =
        SampledSpaces.Of(SampledSpaces.Number("x", new UniformDistribution(-10, 10)));

    private static readonly SearchSpace Mixed = SampledSpaces.Of(
        SampledSpaces.Number("lr", new LogUniformDistribution(1e-4, 1)),
        SampledSpaces.Number("units", new IntegerUniformDistribution(16, 256)),
        SampledSpaces.List("act", "relu", "tanh", "sigmoid"),
        SampledSpaces.Number("drop", new QuantizedDistribution(new UniformDistribution(0, 0.5), 0.1, 0, 5)));

    private static readonly SearchSpace Conditional = SampledSpaces.Of(
        SampledSpaces.List("opt", "sgd", "momentum"),
        SampledSpaces.Number("lr", new LogUniformDistribution(1e-3, 1)),
        SampledSpaces.Number("mom", new UniformDistribution(0, 0.99)) with { When = SampledSpaces.When("opt", "momentum") });

    private static readonly SearchSpace Pruned = SampledSpaces.Of(
        SampledSpaces.Number("x", new UniformDistribution(-5, 5)),
        SampledSpaces.Number("y", new QuantizedDistribution(new LogUniformDistribution(1, 64), 1, 1, 64)));

    public static TheoryData<string, int> Sequences => new()
    {
        { "quadratic", 40 }, { "quadratic_seed0", 40 },
        { "mixed", 40 }, { "mixed_univariate", 40 }, { "mixed_maximize", 20 }, { "mixed_batches_of_4", 24 },
        { "conditional", 40 }, { "conditional_group", 40 },
        { "pruned", 40 },
    };

    [Theory]
    [MemberData(nameof(Sequences))]
    public void Propose_TheHistoryAndNumbersOfOptuna_ProposesTheSame(string key, int count)
    {
        ImmutableArray<SampledTrial> recorded = Recorded(key);
        Assert.Equal(count, recorded.Length);
        SearchSpace space = SpaceOf(key);
        uint seed = key == "quadratic_seed0" ? 0u : 42;
        MersenneTwister startUp = new(seed), learned = new(seed);
        Goal goal = key == "mixed_maximize" ? Goal.Maximize : Goal.Minimize;
        var sampler = new TpeSampler(goal, ModelOf(key), (_, isStartUp) => isStartUp ? startUp : learned);
        for (int n = 0; n < recorded.Length; n++)
        {
            int told = key == "mixed_batches_of_4" ? n / 4 * 4 : n;
            SampledTrial[] history = [.. recorded.Take(told), .. recorded[told..n].Select(Untold)];
            AssertSame(recorded[n].Values, sampler.Propose(space, history), n);
            // Optuna draws a group also where it is absent: its kernels and its candidates.
            if (key == "conditional_group" && n >= sampler.Startup && recorded[n].Values.Find("mom") is null)
                learned.Skip(2 * Candidates);
        }
    }

    private static void AssertSame(HyperparameterValues expected, HyperparameterValues? actual, int n)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Select(e => e.Key), actual.Select(e => e.Key));
        foreach ((string name, HyperparameterValue value) in expected)
        {
            if (value is NumberValue number)
            {
                double difference = Math.Abs(number.Number - ((NumberValue)actual[name]).Number);
                Assert.True(difference <= Tolerance, $"trial {n}: {name} is {actual[name]}, not {value}");
            }
            else
            {
                Assert.Equal(value, actual[name]);
            }
        }
    }

    private static SampledTrial Untold(SampledTrial trial) =>
        trial with { State = TrialState.Running, Objective = null, LastEpoch = 0 };

    private static SearchSpace SpaceOf(string key) => key switch
    {
        "quadratic" or "quadratic_seed0" => Quadratic,
        "conditional" or "conditional_group" => Conditional,
        "pruned" => Pruned,
        _ => Mixed,
    };

    private static TpeModel ModelOf(string key) => key switch
    {
        "mixed_univariate" => TpeModel.Independent,
        "conditional_group" => TpeModel.Grouped,
        _ => TpeModel.Joint,
    };

    private static ImmutableArray<SampledTrial> Recorded(string key)
    {
        using Stream resource = typeof(TpeGoldenTests).Assembly.GetManifestResourceStream("tpe-optuna5.json")!;
        using JsonDocument document = JsonDocument.Parse(resource);
        return [.. document.RootElement.GetProperty(key).EnumerateArray().Select(Trial)];
    }

    private static SampledTrial Trial(JsonElement trial)
    {
        int[] steps = [.. trial.GetProperty("intermediate").EnumerateObject().Select(p => int.Parse(p.Name, null))];
        return new SampledTrial
        {
            Number = trial.GetProperty("number").GetInt32() + 1,
            Values = new HyperparameterValues(
                from entry in trial.GetProperty("params").EnumerateObject()
                select KeyValuePair.Create(entry.Name, HyperparameterValue.Parse(entry.Value.GetRawText()))),
            State = trial.GetProperty("state").GetString() == "PRUNED" ? TrialState.Pruned : TrialState.Completed,
            Objective = trial.GetProperty("value").GetDouble(),
            LastEpoch = steps.DefaultIfEmpty(1).Max(),
        };
    }
}
