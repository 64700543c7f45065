using Sweeper.Neural.Outputs;
using Sweeper.Neural.Tests.Layers;
using Sweeper.Neural.Tests.Losses;

namespace Sweeper.Neural.Tests.Outputs;

public sealed class OutputFunctionTests
{
    private const int Classes = 5;

    [Theory]
    [InlineData(OutputKind.Identity)]
    [InlineData(OutputKind.Sigmoid)]
    [InlineData(OutputKind.Softmax)]
    public void Forward_EachOutput_IsItsDefinition(OutputKind kind)
    {
        double[] logits = RandomNumbers(1), outputs = [.. logits];

        OutputFunctions.Create<double>(kind).Forward(outputs, Classes);

        double[] expected = [.. logits.Chunk(Classes).SelectMany(row => PlainLoss.Outputs(kind, row))];
        Assert.All(outputs.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }

    [Theory]
    [InlineData(OutputKind.Identity)]
    [InlineData(OutputKind.Sigmoid)]
    [InlineData(OutputKind.Softmax)]
    public void Backward_EachOutput_EqualsCentralDifferences(OutputKind kind)
    {
        IOutputFunction<double> function = OutputFunctions.Create<double>(kind);
        double[] logits = RandomNumbers(1), factors = RandomNumbers(2), gradient = [.. factors];

        function.Backward(Outputs(), gradient, Classes);

        CentralDifference.Check(() => Outputs().Zip(factors, (a, r) => a * r).Sum(), logits, gradient);

        double[] Outputs()
        {
            double[] outputs = [.. logits];
            function.Forward(outputs, Classes);
            return outputs;
        }
    }

    [Fact]
    public void Softmax_LogitsFarBeyondTheRangeOfExp_AddsUpToOne()
    {
        float[] values = [5000, 5000, -5000, -2000, -2000, -2000];

        OutputFunctions.Create<float>(OutputKind.Softmax).Forward(values, 3);

        Assert.Equal([0.5f, 0.5f, 0, 1 / 3f, 1 / 3f, 1 / 3f], values.Select(v => v < 1e-30f ? 0 : v));
    }

    private static double[] RandomNumbers(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 4 * Classes).Select(_ => (6 * random.NextDouble()) - 3)];
    }
}
