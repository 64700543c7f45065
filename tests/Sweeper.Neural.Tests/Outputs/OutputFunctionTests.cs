using Sweeper.Neural.Outputs;
using Sweeper.Neural.Tests.Layers;
using Sweeper.Neural.Tests.Losses;

namespace Sweeper.Neural.Tests.Outputs;

public sealed class OutputFunctionTests
{
    private const int Classes = 5;

    public static TheoryData<OutputKind> Kinds => [.. OutputKind.All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_EachOutput_IsItsDefinition(OutputKind kind)
    {
        double[] logits = RandomNumbers(1), outputs = [.. logits];

        kind.Forward<double>(outputs, Classes);

        double[] expected = [.. logits.Chunk(Classes).SelectMany(row => PlainLoss.Outputs(kind, row))];
        Assert.All(outputs.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Backward_EachOutput_EqualsCentralDifferences(OutputKind kind)
    {
        double[] logits = RandomNumbers(1), factors = RandomNumbers(2), gradient = [.. factors];

        kind.Backward<double>(Outputs(), gradient, Classes);

        CentralDifference.Check(() => Outputs().Zip(factors, (a, r) => a * r).Sum(), logits, gradient);

        double[] Outputs()
        {
            double[] outputs = [.. logits];
            kind.Forward<double>(outputs, Classes);
            return outputs;
        }
    }

    [Fact]
    public void Softmax_LogitsFarBeyondTheRangeOfExp_AddsUpToOne()
    {
        float[] values = [5000, 5000, -5000, -2000, -2000, -2000];

        OutputKind.Softmax.Forward<float>(values, 3);

        Assert.Equal([0.5f, 0.5f, 0, 1 / 3f, 1 / 3f, 1 / 3f], values.Select(v => v < 1e-30f ? 0 : v));
    }

    private static double[] RandomNumbers(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 4 * Classes).Select(_ => (6 * random.NextDouble()) - 3)];
    }
}
