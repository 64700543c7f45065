namespace Sweeper.Benchmarks.Machine;

/// <summary>Durations of the same work, measured again and again on a machine that may have other things to do.</summary>
internal sealed class Samples
{
    private readonly List<double> _seconds = [];

    public void Add(double seconds) => _seconds.Add(seconds);

    /// <summary>The shortest: what the machine can do when it is left alone.</summary>
    public double Best => _seconds.Min();

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. _seconds.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }
}
