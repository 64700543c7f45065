using BenchmarkDotNet.Attributes;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;

namespace Sweeper.Benchmarks.Kernels;

/// <summary>
/// Functions of one and two numbers over 16,384 of them, pixels of a batch, and losses of 128 rows of ten logits.
/// </summary>
public class ElementwiseBenchmarks
{
    private const int Count = 16_384;
    private const int Rows = 128;
    private const int Classes = 10;

    private readonly float[] _x = new float[Count];
    private readonly float[] _y = new float[Count];
    private readonly byte[] _pixels = new byte[Count];
    private readonly byte[] _labels = new byte[Rows];
    private readonly ILoss<float> _crossEntropy = new LossDefinition(LossKind.CrossEntropy, OutputKind.Softmax).Create<float>();
    private readonly ILoss<float> _binaryCrossEntropy = new LossDefinition(LossKind.BinaryCrossEntropy, OutputKind.Sigmoid)
        .Create<float>();

    [GlobalSetup]
    public void Prepare()
    {
        RandomSource random = RandomSource.FromSeed(1);
        for (int i = 0; i < Count; i++)
            (_x[i], _pixels[i]) = ((float)random.NextNormal(), (byte)random.NextInt32(256));
        for (int i = 0; i < Rows; i++)
            _labels[i] = (byte)random.NextInt32(Classes);
    }

    [Benchmark]
    public void Exp() => Elementwise.Apply(default(ExpOperation<float>), _x, _y);

    [Benchmark]
    public void Sigmoid() => Elementwise.Apply(default(SigmoidOperation<float>), _x, _y);

    [Benchmark]
    public void SubtractScaled() => Elementwise.Update(new SubtractScaledOperation<float>(1e-6f), _x, _y);

    [Benchmark]
    public void ScalePixels() => PixelConversion.Scale(_pixels, _y, 1 / 255f);

    [Benchmark]
    public double CrossEntropy() =>
        _crossEntropy.Evaluate(_x.AsSpan(0, Rows * Classes), _labels, _y.AsSpan(0, Rows * Classes), Classes);

    [Benchmark]
    public double BinaryCrossEntropy() =>
        _binaryCrossEntropy.Evaluate(_x.AsSpan(0, Rows * Classes), _labels, _y.AsSpan(0, Rows * Classes), Classes);
}
