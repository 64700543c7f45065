using Sweeper.Experiments.Planning;

namespace Sweeper.Experiments.Tests.Planning;

public sealed class WorkedAheadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8_192)]
    [InlineData(8_193)]
    [InlineData(40_000)]
    public void Of_AnyCount_GivesEachPlaceOnceInOrder(int count) =>
        Assert.Equal(Enumerable.Range(0, count), WorkedAhead.Of(count, i => (int)i));

    [Fact]
    public void Of_PlacesWithoutEnd_EndsWithItsCaller() =>
        Assert.Equal(Enumerable.Range(0, 20_001).Select(i => 2L * i), WorkedAhead.Of(long.MaxValue, i => 2 * i).Take(20_001));

    [Theory]
    [InlineData(5)]
    [InlineData(12_345)]
    public void Of_OneCannotBeMade_GivesTheBatchesBeforeItAndThrowsWhatItThrew(int wrong)
    {
        using IEnumerator<long> made = WorkedAhead.Of(
            50_000, i => i == wrong ? throw new InvalidOperationException("no cell") : i).GetEnumerator();
        int count = 0;

        var thrown = Assert.Throws<InvalidOperationException>(() =>
        {
            for (; made.MoveNext(); count++)
                Assert.Equal(count, made.Current);
        });

        Assert.Equal("no cell", thrown.Message);
        Assert.InRange(count, 5, wrong);
    }
}
