using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Sweeps.Importance;

/// <summary>Lays the hyperparameters of a search space out as axes.</summary>
internal static class ImportanceAxes
{
    private const int MostListed = 16;

    /// <summary>
    /// An axis for each swept hyperparameter of which the trials have more than one value, in the order of the space.
    /// </summary>
    public static ImmutableArray<ImportanceAxis> Of(IReadOnlyCollection<TrialRecord> trials, SearchSpace space)
    {
        int cells = trials.DistinctBy(t => t.Values).Count();
        return [.. space.Swept.Select(h => Of(h, trials, cells)).OfType<ImportanceAxis>()];
    }

    private static ImportanceAxis? Of(Hyperparameter hyperparameter, IEnumerable<TrialRecord> trials, int cells)
    {
        HyperparameterValue[] values =
            [.. trials.Select(t => t.Values.Find(hyperparameter.Name)).OfType<HyperparameterValue>().Distinct()];
        if (values.Length < 2)
            return null;
        if (!values.All(v => v is NumberValue))
            return ImportanceAxis.Listed(
                hyperparameter.Name, false, [.. values.OrderBy(v => v.Canonical, StringComparer.Ordinal)]);

        double[] numbers = [.. values.Select(v => ((NumberValue)v).Number)];
        Array.Sort(numbers, values);
        if (!IsDrawn(hyperparameter, values.Length, cells))
            return ImportanceAxis.Listed(hyperparameter.Name, true, values);

        double[] coordinates = IsLogarithmic(hyperparameter.Distribution, numbers)
            ? [.. numbers.Select(n => Math.Log(n))]
            : numbers;
        // Logarithms of neighbours may round to the same number, and half of a range may be infinite: places will do then.
        return coordinates.Zip(coordinates.Skip(1)).All(p => p.First < p.Second && double.IsFinite(p.Second - p.First))
            ? ImportanceAxis.Range(hyperparameter.Name, values, coordinates)
            : ImportanceAxis.Listed(hyperparameter.Name, true, values);
    }

    // A recorded sweep no longer knows what its values were drawn from; many of them that hardly ever come twice were.
    private static bool IsDrawn(Hyperparameter hyperparameter, int values, int cells) =>
        hyperparameter.Distribution is NumericDistribution || (values > MostListed && cells < 2 * values);

    private static bool IsLogarithmic(Distribution? distribution, double[] numbers) => distribution switch
    {
        _ when numbers[0] <= 0 => false,
        LogUniformDistribution or LogNormalDistribution => true,
        QuantizedDistribution quantized => IsLogarithmic(quantized.Inner, numbers),
        TruncatedDistribution truncated => IsLogarithmic(truncated.Inner, numbers),
        not null => false,
        null => IsMiddleLogarithmic(numbers),
    };

    // Whether the median lies nearer to the middle of the range of logarithms than to that of the range.
    private static bool IsMiddleLogarithmic(double[] numbers)
    {
        double low = numbers[0], high = numbers[^1], median = numbers[numbers.Length / 2];
        double linear = (median - low) / (high - low);
        double logarithmic = Math.Log(median / low) / Math.Log(high / low);
        return Math.Abs(logarithmic - 0.5) < Math.Abs(linear - 0.5);
    }
}
