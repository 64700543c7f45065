using Sweeper.Neural.Kernels.Operations;

namespace Sweeper.Neural.Tests.Kernels;

public sealed class ColumnSumsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 16)]
    [InlineData(7, 37)]
    [InlineData(0, 3)]
    public void Add_AnySize_AddsTheRowsInOrder(int rows, int columns)
    {
        var random = new Random(2);
        float[] matrix = [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle() - 0.5f)];
        float[] sums = [.. Enumerable.Range(0, columns).Select(i => (float)i)];
        float[] expected = [.. sums];
        for (int i = 0; i < matrix.Length; i++)
            expected[i % columns] += matrix[i];

        ColumnSums.Add<float>(matrix, sums);

        Assert.Equal(expected, sums);
    }

    [Fact]
    public void Add_PartOfARow_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ColumnSums.Add<float>(new float[7], new float[3]));
}
