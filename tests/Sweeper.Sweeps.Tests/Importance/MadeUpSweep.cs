using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Tests.Statistics;

namespace Sweeper.Sweeps.Tests.Importance;

/// <summary>Trials whose objective is a known function of their values.</summary>
internal sealed record MadeUpSweep(TrialRecord[] Trials, SearchSpace Space)
{
    /// <summary>
    /// Trials with x1, x2, … uniform in 0 ≤ x &lt; 1; the function gets them and a number as random as they are.
    /// </summary>
    public static MadeUpSweep Random(int trials, int hyperparameters, Func<double[], double, double> objective, long seed = 7) =>
        Of(Enumerable.Range(1, trials).Select(number =>
        {
            var draws = RandomDraws.For(seed, number, "test");
            double[] x = [.. Enumerable.Range(0, hyperparameters).Select(_ => draws.NextUnit())];
            (string, HyperparameterValue)[] values = [.. x.Select((value, i) => ($"x{i + 1}", (HyperparameterValue)value))];
            return TrialRecords.Create(number, objective(x, draws.NextNormal()), values: values);
        }));

    /// <summary>Every trial with its values; the space is what they have.</summary>
    public static MadeUpSweep Of(IEnumerable<TrialRecord> trials)
    {
        TrialRecord[] all = [.. trials];
        ImmutableArray<Hyperparameter> hyperparameters =
        [
            .. from value in all.SelectMany(t => t.Values)
               group value.Value by value.Key into hyperparameter
               select new Hyperparameter { Name = hyperparameter.Key, Values = [.. hyperparameter.Distinct()] },
        ];
        return new MadeUpSweep(all, new SearchSpace { Hyperparameters = hyperparameters });
    }

    /// <summary>A trial for each combination of three categories, three numbers and true or false, twice.</summary>
    public static MadeUpSweep Mixed(Func<string, double, bool, double> objective)
    {
        var cells =
            from repeat in Enumerable.Range(1, 2)
            from name in new[] { "sgd", "adam", "rmsprop" }
            from rate in new[] { 0.001, 0.01, 0.1 }
            from flag in new[] { false, true }
            select (repeat, name, rate, flag);
        return Of(cells.Select((c, i) => TrialRecords.Create(
            i + 1, objective(c.name, c.rate, c.flag), values: [("optimizer", c.name), ("rate", c.rate), ("flag", c.flag)])
            with { Repeat = c.repeat }));
    }
}
