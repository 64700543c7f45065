using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Tests.Layers;

/// <summary>
/// Checks the derivatives by input and weights of Σ rᵢ·yᵢ, y the output of a layer and r fixed random numbers.
/// </summary>
internal sealed class LayerGradient
{
    private readonly ILayer<double> _layer;
    private readonly int _rows;
    private readonly double[] _input;
    private readonly double[] _output;
    private readonly double[] _factors;

    public LayerGradient(ILayer<double> layer, int rows, Random random)
    {
        _layer = layer;
        _rows = rows;
        _input = RandomNumbers(rows * layer.InputSize, random);
        _output = new double[rows * layer.OutputSize];
        _factors = RandomNumbers(rows * layer.OutputSize, random);
        foreach (WeightTensor<double> tensor in layer.Weights)
            RandomNumbers(tensor.Values.Length, random).CopyTo(tensor.Values);
    }

    public void Check()
    {
        double[] inputGradient = new double[_input.Length];
        Function();
        _layer.Backward(_input, _output, _factors, inputGradient, _rows);

        CentralDifference.Check(Function, _input, inputGradient);
        foreach (WeightTensor<double> tensor in _layer.Weights)
            CentralDifference.Check(Function, tensor.Values, tensor.Gradient);
    }

    private double Function()
    {
        _layer.Forward(_input, _output, _rows);
        return _output.Zip(_factors, (y, r) => y * r).Sum();
    }

    private static double[] RandomNumbers(int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => (4 * random.NextDouble()) - 2)];
}
