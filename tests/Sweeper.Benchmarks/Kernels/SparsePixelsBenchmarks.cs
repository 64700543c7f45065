using BenchmarkDotNet.Attributes;
using Sweeper.Datasets.Digits;
using Sweeper.Neural.Images;

namespace Sweeper.Benchmarks.Kernels;

/// <summary>Finding the pixels of 1,000 digits that are not background.</summary>
public class SparsePixelsBenchmarks
{
    private LabelledImages _images = null!;

    [GlobalSetup]
    public void Prepare() => _images = DigitsDataset.Generate(new DigitsOptions { TrainCount = 1000, TestCount = 1 }).Train;

    /// <returns>The density, so that the work is not left out.</returns>
    [Benchmark]
    public double Find() => new SparsePixels(_images).Density;
}
