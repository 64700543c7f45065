using BenchmarkDotNet.Attributes;
using Sweeper.Datasets.Digits;
using Sweeper.Neural.Images;
using Sweeper.Neural.Kernels.Products;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Randomness;

namespace Sweeper.Benchmarks.Kernels;

/// <summary>The first layer on a batch of 128 digits, of whose pixels about a fifth is set.</summary>
public class SparseProductBenchmarks
{
    private const int BatchSize = 128;

    private readonly Scratch<float> _scratch = new();
    private readonly float[] _pixelValues = [.. Enumerable.Range(0, 256).Select(p => p / 255f)];
    private LabelledImages _images = null!;
    private int[] _batch = [];
    private AlignedArray<float> _weights = new(0);
    private AlignedArray<float> _outputs = new(0);

    [Params(10, 16, 64, 128, 256, 1024)]
    public int Units { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _images = DigitsDataset.Generate(new DigitsOptions { TrainCount = 10 * BatchSize, TestCount = 1 }).Train;
        _batch = [.. Enumerable.Range(0, _images.Count)];
        RandomSource random = RandomSource.FromSeed(1);
        random.Shuffle(_batch.AsSpan());
        _batch = _batch[..BatchSize];
        _weights = new AlignedArray<float>(_images.ValueCount * Units);
        foreach (ref float weight in _weights.Span)
            weight = (float)random.NextNormal();
        _outputs = new AlignedArray<float>(BatchSize * Units);
    }

    [Benchmark]
    public void Forward() =>
        SparseProduct.MultiplyAdd<float>(
            _images.Sparse.Rows(_batch), _pixelValues, _weights.Span, _outputs.Span, Units, _scratch);

    [Benchmark]
    public void WeightGradient() =>
        SparseProduct.MultiplyTransposedAdd<float>(
            _images.Sparse.Rows(_batch), _pixelValues, _outputs.Span, _weights.Span, Units, _scratch);
}
