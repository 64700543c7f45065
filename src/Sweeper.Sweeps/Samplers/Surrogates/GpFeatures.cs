using Sweeper.Sweeps.Samplers.Points;

namespace Sweeper.Sweeps.Samplers.Surrogates;

/// <summary>
/// Points of a space as a Gaussian process compares them: a number for each column, of which those of categories come last. A
/// number of the space is scaled to 0 … 1. Where it may be absent it takes two columns: then it stands at ½, and off the line by
/// √¾, which is as far from either end as those are from each other.
/// </summary>
internal sealed class GpFeatures
{
    private const double Middle = 0.5;
    private static readonly double Aside = Math.Sqrt(0.75);

    private readonly SamplerSpace _space;
    private readonly int[] _markers;

    public GpFeatures(SamplerSpace space)
    {
        _space = space;
        int[] varied = [.. Enumerable.Range(0, space.Axes.Length).Where(i => !space.Axes[i].IsSingle)];
        Numbers = [.. varied.Where(i => space.Axes[i] is NumberAxis)];
        Categories = [.. varied.Where(i => space.Axes[i] is CategoryAxis)];
        _markers = [.. Numbers.Where(i => !space.IsEverywhere(i))];
    }

    /// <summary>The axes of numbers, each with the column of its place here.</summary>
    public int[] Numbers { get; }

    /// <summary>The axes of categories.</summary>
    public int[] Categories { get; }

    /// <summary>How many columns hold numbers, markers of absence included; after them come the categories.</summary>
    public int NumberColumns => Numbers.Length + _markers.Length;

    /// <summary>How many lengths there are: one for each axis.</summary>
    public int AxisCount => Numbers.Length + Categories.Length;

    /// <summary>The columns of a point, of which some coordinates may be absent.</summary>
    public double[] Of(double[] point)
    {
        double[] columns = new double[NumberColumns + Categories.Length];
        for (int i = 0; i < Numbers.Length; i++)
        {
            double coordinate = point[Numbers[i]];
            columns[i] = double.IsNaN(coordinate) ? Middle : Share((NumberAxis)_space.Axes[Numbers[i]], coordinate);
        }

        for (int i = 0; i < _markers.Length; i++)
            columns[Numbers.Length + i] = double.IsNaN(point[_markers[i]]) ? Aside : 0;
        for (int i = 0; i < Categories.Length; i++)
            columns[NumberColumns + i] = double.IsNaN(point[Categories[i]]) ? -1 : point[Categories[i]];
        return columns;
    }

    /// <summary>The axis of each column, by its place among all: numbers first, then categories.</summary>
    public int[] AxisOfColumns() =>
    [
        .. Enumerable.Range(0, Numbers.Length),
        .. _markers.Select(axis => Array.IndexOf(Numbers, axis)),
        .. Enumerable.Range(Numbers.Length, Categories.Length),
    ];

    private static double Share(NumberAxis axis, double coordinate) => (coordinate - axis.Low) / (axis.High - axis.Low);
}
