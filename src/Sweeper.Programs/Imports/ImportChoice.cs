using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Programs.Tries;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Programs.Imports;

/// <summary>What somebody says of results that do not say it themselves.</summary>
/// <param name="Metric">By which trials are ranked; null for what names tell.</param>
/// <param name="Goal">Which values of it are better; null for what its name tells.</param>
/// <param name="Parameters">The names of the hyperparameters; empty for all that are nothing else.</param>
public sealed record ImportChoice(string? Metric, Goal? Goal, ImmutableArray<string> Parameters)
{
    // Fewer different numbers were listed.
    private const int FewNumbers = 8;
    private const double LogarithmicFrom = 20;

    /// <summary>Whether a column of numbers is a metric.</summary>
    public bool IsMetric(string name) => name == Metric || (!Parameters.Contains(name) && MetricChoice.Of([name]) is not null);

    /// <summary>By what trials are ranked.</summary>
    /// <exception cref="SweeperException">Nothing says so.</exception>
    public Objective Objective(string path, IEnumerable<string> metrics)
    {
        string[] names = [.. metrics];
        string known = names.Length == 0 ? "no name tells of a metric" : $"its metrics are {string.Join(", ", names)}";
        if (Metric is not null && !names.Contains(Metric))
            throw new SweeperException($"'{path}' has no numbers named '{Metric}'; {known}", FailureKind.Input);
        Objective? objective = MetricChoice.Of(Metric is null ? names : [Metric]);
        if ((Metric ?? objective?.Metric) is not string metric)
            throw new SweeperException($"nothing says by what to rank '{path}': {known}; say so with --metric and --goal",
                FailureKind.Input);
        return new Objective(metric, Goal ?? objective?.Goal
            ?? throw new SweeperException($"nothing says whether more of '{metric}' is better; say so with --goal",
                FailureKind.Input));
    }

    /// <summary>Complains when a hyperparameter is named that is not there, or when there is none.</summary>
    public void CheckParameters(string path, IEnumerable<string> found)
    {
        string[] names = [.. found];
        if (Parameters.FirstOrDefault(p => !names.Contains(p)) is string missing)
            throw new SweeperException($"'{path}' has no column '{missing}' that could be a hyperparameter", FailureKind.Input);
    }

    /// <summary>A trial with the hyperparameters that were named only.</summary>
    public ImportedTrial Known(ImportedTrial trial) =>
        Parameters.IsEmpty ? trial : trial with { Values = trial.Values.Where(v => Parameters.Contains(v.Key)) };

    /// <summary>Results whose space is made of what the trials have.</summary>
    internal static ImportedResults Results(string source, Objective objective, IEnumerable<ImportedTrial> trials)
    {
        ImmutableArray<ImportedTrial> all = [.. trials];
        return new ImportedResults
        {
            Source = source,
            Objective = objective,
            Hyperparameters =
            [
                .. from value in all.SelectMany(t => t.Values)
                   group value.Value by value.Key into hyperparameter
                   select Space(hyperparameter.Key, [.. hyperparameter.Distinct()]),
            ],
            Trials = all,
        };
    }

    private static Hyperparameter Space(string name, HyperparameterValue[] values)
    {
        double[] numbers = [.. values.OfType<NumberValue>().Select(v => v.Number).Order()];
        if (numbers.Length < values.Length || numbers.Length <= FewNumbers)
            return new Hyperparameter { Name = name, Values = [.. values.OrderBy(v => (v as NumberValue)?.Number)] };
        (double low, double high, double median) = (numbers[0], numbers[^1], numbers[numbers.Length / 2]);
        bool isLogarithmic = low > 0 && high / low >= LogarithmicFrom
            && Math.Abs((Math.Log(median / low) / Math.Log(high / low)) - 0.5) < Math.Abs(((median - low) / (high - low)) - 0.5);
        bool isWhole = numbers.All(n => n == Math.Floor(n) && Math.Abs(n) < long.MaxValue);
        NumericDistribution distribution = (isLogarithmic, isWhole) switch
        {
            (true, true) => new QuantizedDistribution(new LogUniformDistribution(low, high), 1, low, high),
            (true, false) => new LogUniformDistribution(low, high),
            (false, true) => new IntegerUniformDistribution((long)low, (long)high),
            _ => new UniformDistribution(low, high),
        };
        return new Hyperparameter { Name = name, Values = [], Distribution = distribution };
    }
}

/// <summary>Reads single values of results.</summary>
internal static class ReadText
{
    /// <summary>A number, which need not be finite: a metric that diverged is one.</summary>
    public static double? Number(string text) => text.ToLowerInvariant() switch
    {
        "inf" or "+inf" or "infinity" or "+infinity" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
    };

    /// <summary>Whether a text says that there is no number, as tools write it.</summary>
    public static bool IsNothing(string text) =>
        text.ToLowerInvariant() is "" or "-" or "--" or "n/a" or "#n/a" or "na" or "<na>" or "none" or "null" or "nil";

    public static HyperparameterValue Value(string text) => Number(text) is double number && double.IsFinite(number)
        ? new NumberValue(number)
        : text.ToLowerInvariant() switch
        {
            "true" => new BooleanValue(true),
            "false" => new BooleanValue(false),
            _ => new TextValue(text),
        };
}
