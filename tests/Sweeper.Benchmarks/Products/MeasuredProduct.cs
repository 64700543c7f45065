using System.Diagnostics;
using Sweeper.Benchmarks.Machine;

namespace Sweeper.Benchmarks.Products;

/// <summary>A product and how long it took.</summary>
internal sealed class MeasuredProduct(DenseProduct product)
{
    // Long enough for the clock, short enough to fit between two interruptions.
    private const double SampleFlops = 1e8;

    private readonly Samples _samples = new();

    public DenseProduct Product => product;

    /// <summary>10⁹ operations per second in the best sample.</summary>
    public double BestGigaflops => product.Shape.Flops / _samples.Best / 1e9;

    /// <summary>10⁹ operations per second in the median sample.</summary>
    public double MedianGigaflops => product.Shape.Flops / _samples.Median / 1e9;

    /// <summary>Computes the product a few times and remembers the time of one.</summary>
    public void Sample()
    {
        int repeats = (int)Math.Ceiling(SampleFlops / product.Shape.Flops);
        product.Compute();
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
            product.Compute();
        _samples.Add(Stopwatch.GetElapsedTime(started).TotalSeconds / repeats);
    }
}
