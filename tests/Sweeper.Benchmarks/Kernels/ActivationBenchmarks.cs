using BenchmarkDotNet.Attributes;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Randomness;

namespace Sweeper.Benchmarks.Kernels;

/// <summary>Every activation over a batch of 128 rows of 128 units, and its derivative.</summary>
public class ActivationBenchmarks
{
    private const int Rows = 128;
    private const int Units = 128;

    private readonly float[] _input = new float[Rows * Units];
    private readonly float[] _output = new float[Rows * Units];
    private readonly float[] _outputGradient = new float[Rows * Units];
    private readonly float[] _inputGradient = new float[Rows * Units];
    private ILayer<float> _layer = null!;

    [ParamsSource(nameof(Kinds))]
    public ActivationKind Kind { get; set; } = ActivationKind.Relu;

    public static IEnumerable<ActivationKind> Kinds => ActivationKind.All;

    [GlobalSetup]
    public void Prepare()
    {
        _layer = Kind.CreateLayer<float>(Units);
        RandomSource random = RandomSource.FromSeed(1);
        for (int i = 0; i < _input.Length; i++)
            (_input[i], _outputGradient[i]) = ((float)random.NextNormal(), (float)random.NextNormal());
        _layer.Forward(_input, _output, Rows);
    }

    [Benchmark]
    public void Forward() => _layer.Forward(_input, _output, Rows);

    [Benchmark]
    public void Backward() => _layer.Backward(_input, _output, _outputGradient, _inputGradient, Rows);
}
