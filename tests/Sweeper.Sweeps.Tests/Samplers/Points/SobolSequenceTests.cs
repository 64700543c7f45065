using Sweeper.Sweeps.Samplers.Points;

namespace Sweeper.Sweeps.Tests.Samplers.Points;

public class SobolSequenceTests
{
    private const double Unit = 1.0 / (1L << 32);

    // Of the authors' program and of SciPy's Sobol(10, scramble=False).
    public static TheoryData<uint, double[]> Published => new()
    {
        { 0, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { 1, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5] },
        { 2, [0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.25, 0.75, 0.75, 0.75] },
        { 3, [0.25, 0.75, 0.75, 0.75, 0.25, 0.25, 0.75, 0.25, 0.25, 0.25] },
        { 4, [0.375, 0.375, 0.625, 0.875, 0.375, 0.125, 0.375, 0.875, 0.875, 0.625] },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Coordinate_FirstPoints_AreThePublishedOnes(uint index, double[] expected) =>
        Assert.Equal(expected, Enumerable.Range(0, 10).Select(d => SobolSequence.Coordinate(index, d) * Unit));

    // Of an independent program, from the same direction numbers.
    [Theory]
    [InlineData(0, 0.2197265625)]
    [InlineData(1, 0.0966796875)]
    [InlineData(19, 0.7255859375)]
    [InlineData(99, 0.1865234375)]
    [InlineData(499, 0.2548828125)]
    public void Coordinate_ThousandthPoint_IsThePublishedOne(int dimension, double expected) =>
        Assert.Equal(expected, SobolSequence.Coordinate(1000, dimension) * Unit);

    [Fact]
    public void Coordinate_EveryDimension_FillsItsIntervals()
    {
        for (int dimension = 0; dimension < SobolSequence.Dimensions; dimension++)
        {
            IEnumerable<uint> points = Enumerable.Range(0, 64).Select(i => SobolSequence.Coordinate((uint)i, dimension));
            Assert.Equal(64, points.Select(p => p >> 26).Distinct().Count());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-7)]
    public void Scrambled_PowersOfTwo_HaveAPointInEachElementaryInterval(long seed)
    {
        // The first two dimensions are a (0, m, 2)-net: of 2ᵐ points, each box of that volume has one.
        for (int m = 1; m <= 8; m++)
        {
            (double X, double Y)[] points =
            [
                .. Enumerable.Range(0, 1 << m).Select(
                    i => (SobolSequence.Scrambled((uint)i, 0, seed), SobolSequence.Scrambled((uint)i, 1, seed))),
            ];
            for (int k = 0; k <= m; k++)
            {
                Assert.Equal(
                    points.Length,
                    points.Select(p => (Math.Floor(p.X * (1 << k)), Math.Floor(p.Y * (1 << (m - k))))).Distinct().Count());
            }
        }
    }

    [Fact]
    public void Scrambled_ManySeeds_IsUniform()
    {
        double[] seventh = [.. Enumerable.Range(0, 4_000).Select(seed => SobolSequence.Scrambled(7, 3, seed))];
        Assert.Equal(0.5, seventh.Average(), 0.02);
        Assert.Equal(1.0 / 12, seventh.Average(u => (u - 0.5) * (u - 0.5)), 0.004);
        Assert.Equal(4_000, seventh.Distinct().Count());
    }
}
