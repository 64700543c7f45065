using Sweeper.Neural.Families;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Tests.Layers;

namespace Sweeper.Neural.Tests.Losses;

public sealed class LossTests
{
    private const int Rows = 6;
    private const int Classes = 11;

    public static TheoryData<LossKind, OutputKind> Pairs => PlainLoss.Pairs;

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Evaluate_EachLossAndOutput_IsTheSumByDefinition(LossKind kind, OutputKind output)
    {
        double[] logits = RandomLogits();
        byte[] labels = Labels();

        double sum = new LossDefinition(kind, output).Create<double>()
            .Evaluate(logits, labels, new double[logits.Length], Classes);

        double expected = logits.Chunk(Classes).Zip(labels, (row, label) => PlainLoss.Of(kind, output, row, label)).Sum();
        Assert.Equal(expected, sum, 1e-12 * expected);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Evaluate_EachLossAndOutput_GivesTheGradientOfTheMean(LossKind kind, OutputKind output)
    {
        ILoss<double> loss = new LossDefinition(kind, output).Create<double>();
        double[] logits = RandomLogits(), gradient = new double[logits.Length], unused = new double[logits.Length];
        byte[] labels = Labels();

        loss.Evaluate(logits, labels, gradient, Classes);

        CentralDifference.Check(() => loss.Evaluate(logits, labels, unused, Classes) / Rows, logits, gradient);
    }

    [Theory]
    [InlineData("sum", 1)]
    [InlineData("half", 0.5)]
    public void Evaluate_NumbersToPredict_IsTheSquaredErrorWithTheGradientOfItsMean(string reduction, double factor)
    {
        var definition = new LossDefinition(
            LossKind.MeanSquaredError, OutputKind.Identity, ("reduction", reduction == "sum" ? 0 : 2));
        var loss = (INumberLoss<double>)definition.Create<double>();
        double[] outputs = [1.5, -2, 0.25], targets = [1, -4, 0.5], gradient = new double[3], unused = new double[3];

        double sum = loss.Evaluate(outputs, targets, gradient);

        Assert.Equal(factor * (0.25 + 4 + 0.0625), sum, 12);
        CentralDifference.Check(() => loss.Evaluate(outputs, targets, unused) / 3, outputs, gradient);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Evaluate_NaNAmongTheLogits_GivesNaN(LossKind kind, OutputKind output)
    {
        for (int position = 0; position < 3; position++)
        {
            float[] logits = [1, 2, 3];
            logits[position] = float.NaN;

            Assert.True(double.IsNaN(new LossDefinition(kind, output).Create<float>().Evaluate(logits, [1], new float[3], 3)));
        }
    }

    [Theory]
    [InlineData("cross_entropy", "softmax")]
    [InlineData("binary_cross_entropy", "sigmoid")]
    public void Evaluate_LogitsFarBeyondTheRangeOfExp_StaysFinite(string kind, string output)
    {
        float[] gradient = new float[3];

        double sum = new LossDefinition(LossKind.All.Named(kind), OutputKind.All.Named(output)).Create<float>()
            .Evaluate([1000, -1000, -1000], [1], gradient, 3);

        Assert.Equal(2000, sum, 1e-3);
        Assert.Equal([1, -1, 0], gradient.Select(g => MathF.Round(g, 6)));
    }

    [Fact]
    public void BinaryCrossEntropy_MoreLogitsThanOneLogarithmTakes_IsTheSumByDefinition()
    {
        const int rows = 300;
        double[] logits = new double[rows * 10], gradient = new double[rows * 10];
        ILoss<double> loss = new LossDefinition(LossKind.BinaryCrossEntropy, OutputKind.Sigmoid).Create<double>();

        double sum = loss.Evaluate(logits, new byte[rows], gradient, 10);

        // Every class of every row: log 2.
        Assert.Equal(rows * 10 * Math.Log(2), sum, 1e-9);
    }

    [Theory]
    [InlineData("cross_entropy", "identity")]
    [InlineData("cross_entropy", "sigmoid")]
    [InlineData("binary_cross_entropy", "identity")]
    [InlineData("binary_cross_entropy", "softmax")]
    public void Create_OutputTheLossIsNotDefinedOver_Throws(string kind, string output)
    {
        LossKind loss = LossKind.All.Named(kind);
        OutputKind function = OutputKind.All.Named(output);

        Assert.DoesNotContain(function, loss.Outputs);
        Assert.Throws<ArgumentException>(() => new LossDefinition(loss, function));
    }

    private static double[] RandomLogits()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, Rows * Classes).Select(_ => (6 * random.NextDouble()) - 3)];
    }

    private static byte[] Labels() => [.. Enumerable.Range(0, Rows).Select(row => (byte)(row * 7 % Classes))];
}
