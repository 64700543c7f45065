using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Tests.Randomness;

public sealed class RandomSourceTests
{
    [Fact]
    public void NextUInt64_StateOneTwoThreeFour_MatchesReference()
    {
        // The outputs of the authors' xoshiro256starstar.c.
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360,
            607988272756665600, 16172922978634559625, 8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        RandomSource random = RandomSource.FromSeed(0);
        random.State = new RandomState(1, 2, 3, 4);

        Assert.Equal(expected, expected.Select(_ => random.NextUInt64()));
    }

    [Theory]
    [InlineData(new[] { 42UL }, new[] { 1546998764402558742UL, 6990951692964543102UL, 12544586762248559009UL })]
    [InlineData(new[] { 1UL, 2UL }, new[] { 9579208193359609190UL, 5115929806209566993UL, 9400772252435387239UL })]
    public void FromSeed_KnownSeeds_MatchIndependentImplementation(ulong[] seeds, ulong[] expected)
    {
        RandomSource random = RandomSource.FromSeed(seeds);

        Assert.Equal(expected, expected.Select(_ => random.NextUInt64()));
    }

    [Fact]
    public void FromSeed_OtherOrderOrLength_GivesOtherStates()
    {
        RandomState[] states =
        [
            RandomSource.FromSeed(1).State, RandomSource.FromSeed(2).State, RandomSource.FromSeed(1, 0).State,
            RandomSource.FromSeed(1, 2).State, RandomSource.FromSeed(2, 1).State, RandomSource.FromSeed(1, 2, 0).State,
        ];

        Assert.Equal(states.Length, states.Distinct().Count());
    }

    [Fact]
    public void FromSeed_NoSeed_Throws() => Assert.Throws<ArgumentException>(() => RandomSource.FromSeed());

    [Fact]
    public void State_RestoredAfterNormals_ContinuesTheSameNumbers()
    {
        RandomSource random = RandomSource.FromSeed(7);
        random.NextNormal();
        RandomState state = random.State;
        double[] expected = [random.NextNormal(), random.NextDouble(), random.NextInt32(1000)];

        RandomSource other = RandomSource.FromSeed(8);
        other.State = state;

        double[] continued = [other.NextNormal(), other.NextDouble(), other.NextInt32(1000)];
        Assert.Equal(expected, continued);
    }

    [Fact]
    public void State_AllZero_Throws() => Assert.Throws<ArgumentException>(() => RandomSource.FromSeed(0).State = default);

    [Fact]
    public void NextDouble_ManyDraws_FillTheUnitIntervalEvenly()
    {
        RandomSource random = RandomSource.FromSeed(3);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextDouble())];

        Assert.All(values, value => Assert.InRange(value, 0, 1 - 1e-16));
        Assert.InRange(values.Average(), 0.495, 0.505);
        Assert.InRange(values.Min(), 0, 1e-3);
        Assert.InRange(values.Max(), 1 - 1e-3, 1);
    }

    [Fact]
    public void NextNormal_ManyDraws_HaveNormalMoments()
    {
        RandomSource random = RandomSource.FromSeed(5);
        double[] values = [.. Enumerable.Range(0, 200_000).Select(_ => random.NextNormal())];

        // Five standard errors of each estimate at this count.
        Assert.InRange(values.Average(), -0.0112, 0.0112);
        Assert.InRange(values.Average(v => v * v), 1 - 0.0158, 1 + 0.0158);
        Assert.InRange(values.Average(v => v * v * v * v), 3 - 0.11, 3 + 0.11);
        Assert.InRange(values.Count(v => Math.Abs(v) < 1.96) / 200_000.0, 0.9475, 0.9525);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(64)]
    public void NextInt32_SmallRange_AllValuesEquallyOften(int range)
    {
        RandomSource random = RandomSource.FromSeed(11, (ulong)range);
        int[] counts = new int[range];
        for (int draw = 0; draw < range * 10_000; draw++)
            counts[random.NextInt32(range)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void NextInt32_RangeThatDoesNotDivide_IsUnbiased()
    {
        // Without rejection, values of residue 2 would come two times where the others come three times.
        const int range = 3 << 29;
        RandomSource random = RandomSource.FromSeed(13);
        int[] residues = new int[3];
        for (int draw = 0; draw < 90_000; draw++)
            residues[random.NextInt32(range) % 3]++;

        Assert.All(residues, count => Assert.InRange(count, 29_000, 31_000));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NextInt32_NoValues_Throws(int range) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomSource.FromSeed(1).NextInt32(range));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Shuffle_AnyLength_IsAPermutation(int length)
    {
        int[] items = [.. Enumerable.Range(0, length)];

        RandomSource.FromSeed(17).Shuffle<int>(items);

        Assert.Equal(Enumerable.Range(0, length), items.Order());
        Assert.True(length < 2 || !items.SequenceEqual(Enumerable.Range(0, length)));
    }

    [Fact]
    public void Shuffle_ThreeItems_AllOrdersEquallyOften()
    {
        RandomSource random = RandomSource.FromSeed(19);
        Dictionary<string, int> counts = [];
        for (int draw = 0; draw < 60_000; draw++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle<char>(items);
            string order = new(items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 9_500, 10_500));
    }
}
