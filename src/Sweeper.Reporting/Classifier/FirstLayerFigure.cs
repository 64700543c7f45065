using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Classifier;

/// <summary>Shows what the units of a classifier's first layer with weights look for, as the report's script does.</summary>
public static class FirstLayerFigure
{
    /// <summary>So many units are shown, those with the largest weights.</summary>
    public const int MostUnits = 48;

    // Weights beyond this share of their unit's have the full colour, or a single large one would make the others pale.
    private const double FullShare = 0.995;

    /// <summary>The chart of a classifier.</summary>
    /// <param name="network">Its weights are finite.</param>
    /// <param name="most">So many units at most.</param>
    public static WeightChart Of(LayeredClassifier network, int most = MostUnits)
    {
        FirstLayer first = FirstLayer.Of(network);
        WeightedClassifierLayer layer = first.Layer;
        IEnumerable<int> units = Enumerable.Range(0, layer.Units);

        // Those of the classes themselves stay in their order.
        if (!first.IsOfClasses)
        {
            double[] sizes = SquaredNorms(layer);
            units = units.OrderByDescending(u => sizes[u]).ThenBy(u => u);
        }

        string which = layer.Units > most
            ? $"the {Numbers.Count(most)} largest of {Numbers.Count(layer.Units)} {first.UnitsName}"
            : $"{Numbers.Count(layer.Units)} {first.UnitsName}";
        return new WeightChart
        {
            Title = "Weights of the first layer",
            Description = $"The weights of {which}, pixel by pixel: {Reading(first)}.",
            Width = first.Width,
            Channels = first.Channels,
            UnitName = first.UnitName,
            Units =
            [
                .. units.Take(most).Select(u => new WeightPicture(
                    first.IsOfClasses ? network.Classes[u] : $"{first.UnitName} {Numbers.Count(u + 1)}",
                        Shares(WeightsOf(layer, u)))),
            ],
        };
    }

    private static string Reading(FirstLayer first) => first.Channels == 1
        ? $"ink where it is orange speaks for the {first.UnitName}, where it is blue against it"
        : "red, green and blue are the weights of those channels; mid-grey is 0, more of a colour speaks for the "
            + $"{first.UnitName}, less of it against it";

    // [units]
    private static double[] SquaredNorms(WeightedClassifierLayer layer)
    {
        double[] norms = new double[layer.Units];
        ReadOnlySpan<float> weights = layer.Weights.AsSpan();
        for (int i = 0, unit = 0; i < weights.Length; i++, unit = unit + 1 == norms.Length ? 0 : unit + 1)
            norms[unit] += (double)weights[i] * weights[i];
        return norms;
    }

    // [inputs] of one unit out of [inputs, units].
    private static float[] WeightsOf(WeightedClassifierLayer layer, int unit) =>
        [.. Enumerable.Range(0, layer.Inputs).Select(i => layer.Weights[i * layer.Units + unit])];

    // The few weights of a small filter are all below the limit.
    private static ImmutableArray<float> Shares(float[] weights)
    {
        float[] sizes = [.. weights.Select(MathF.Abs).Order()];
        float largest = sizes[(int)Math.Ceiling(FullShare * (sizes.Length - 1))];
        return [.. weights.Select(w => largest == 0 ? 0 : Math.Clamp(w / largest, -1, 1))];
    }
}
