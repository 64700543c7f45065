using Sweeper.Neural.Kernels.Operations;

namespace Sweeper.Neural.Tests.Kernels;

public sealed class NormalizationTests
{
    private const int Rows = 9;

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(37)]
    public void Kernels_AnySize_GiveTheBitsOfPlainLoops(int columns)
    {
        var random = new Random(3);
        float[] x = Numbers(Rows * columns), dy = Numbers(Rows * columns), mean = Numbers(columns), inverse = Numbers(columns);
        float[] scale =
            Numbers(columns), shift = Numbers(columns), scaleGradient = Numbers(columns), shiftGradient = Numbers(columns);
        float[] squares = new float[columns], products = new float[columns], y = new float[x.Length], dx = new float[x.Length];

        Normalization.SumSquares<float>(x, mean, squares);
        Normalization.SumProducts<float>(x, dy, mean, inverse, products);
        Normalization.Apply<float>(x, mean, inverse, scale, shift, y);
        Normalization.Backward<float>(x, dy, mean, inverse, scale, scaleGradient, shiftGradient, dx);

        float[] expectedSquares = new float[columns], expectedProducts = new float[columns];
        for (int i = 0; i < x.Length; i++)
        {
            int j = i % columns;
            float deviation = x[i] - mean[j], normalised = deviation * inverse[j];
            expectedSquares[j] += deviation * deviation;
            expectedProducts[j] += dy[i] * normalised;
            Assert.Equal((scale[j] * normalised) + shift[j], y[i]);
            float common = 1f / Rows * (shiftGradient[j] + (normalised * scaleGradient[j]));
            Assert.Equal(scale[j] * inverse[j] * (dy[i] - common), dx[i]);
        }

        Assert.Equal(expectedSquares, squares);
        Assert.Equal(expectedProducts, products);

        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    [Fact]
    public void Apply_PartOfARow_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Normalization.Apply<float>(
            new float[7], new float[3], new float[3], new float[3], new float[3], new float[7]));
}
