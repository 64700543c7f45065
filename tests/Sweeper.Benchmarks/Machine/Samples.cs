namespace Sweeper.Benchmarks.Machine;

/// <summary>
/// What was measured of the same work again and again, such as its seconds, on a machine that may have other things to do.
/// </summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public static Samples Of(IEnumerable<double> values)
    {
        var samples = new Samples();
        samples._values.AddRange(values);
        return samples;
    }

    public void Add(double value) => _values.Add(value);

    public void Add(Samples other) => _values.AddRange(other._values);

    /// <summary>The least; of durations: what the machine can do when it is left alone.</summary>
    public double Best => _values.Min();

    public double Largest => _values.Max();

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. _values.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }
}
