using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Classifier;

/// <summary>Shows what the units of a classifier's first layer look for, as the report's script does.</summary>
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
        WeightedClassifierLayer layer = network.Layers.OfType<WeightedClassifierLayer>().First();
        bool isSingle = network.Layers.Length == 1;
        IEnumerable<int> units = Enumerable.Range(0, layer.Units);

        // Those of the classes themselves stay in their order.
        if (!isSingle)
        {
            double[] sizes = SquaredNorms(layer);
            units = units.OrderByDescending(u => sizes[u]).ThenBy(u => u);
        }

        string which = layer.Units > most ? $"the {Numbers.Count(most)} largest of {Numbers.Count(layer.Units)} units" : $"{Numbers.Count(layer.Units)} units";
        return new WeightChart
        {
            Title = "Weights of the first layer",
            Description = $"The weights of {which}, pixel by pixel: ink where it is orange speaks for the unit, where it is blue against it.",
            Width = network.Width,
            Units =
            [
                .. units.Take(most).Select(u => new WeightPicture(
                    isSingle ? network.Classes[u] : $"unit {Numbers.Count(u + 1)}", Shares(WeightsOf(layer, u)))),
            ],
        };
    }

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

    private static ImmutableArray<float> Shares(float[] weights)
    {
        float[] sizes = [.. weights.Select(MathF.Abs).Order()];
        float largest = sizes[(int)(FullShare * (sizes.Length - 1))];
        return [.. weights.Select(w => largest == 0 ? 0 : Math.Clamp(w / largest, -1, 1))];
    }
}
