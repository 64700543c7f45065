using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Statistics;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class RandomOrderTests
{
    [Theory]
    [InlineData(Goal.Maximize)]
    [InlineData(Goal.Minimize)]
    public void ByCount_FewValues_IsTheMeanOverAllOrders(Goal goal)
    {
        double[] values = [0.3, 0.9, 0.1, 0.9, 0.5];

        double[] expected = [.. RandomOrder.ByCount(values, goal)];

        double[][] orders = [.. Orders([0, 1, 2, 3, 4]).Select(o => o.Select(i => values[i]).ToArray())];
        for (int drawn = 1; drawn <= values.Length; drawn++)
        {
            double mean = orders.Average(o => goal == Goal.Maximize ? o.Take(drawn).Max() : o.Take(drawn).Min());
            Assert.Equal(mean, expected[drawn - 1], 1e-12);
        }
    }

    [Fact]
    public void ByCount_ThousandsOfValues_StaysFinite()
    {
        double[] expected = [.. RandomOrder.ByCount([.. Enumerable.Range(0, 3_000).Select(i => (double)i)], Goal.Maximize)];

        Assert.All(expected, e => Assert.InRange(e, 1_400, 2_999.001));
        Assert.Equal(2_999, expected[^1], 1e-6);
    }

    [Fact]
    public void ByTime_OneAfterTheOther_IsTheMeanOverOrders()
    {
        // By 1 s one trial of five has ended, whichever is first; by 3 s three; by 0.5 s none.
        double[] values = [0.1, 0.3, 0.5, 0.7, 0.9], expected = [.. RandomOrder.ByCount(values, Goal.Maximize)];

        double?[] best = RandomOrder.ByTime([.. values.Select(v => (1.0, (double?)v))], 1, [0.5, 1, 3, 5], Goal.Maximize);

        Assert.Null(best[0]);
        Assert.Equal(expected[0], best[1]!.Value, 0.06);
        Assert.Equal(expected[2], best[2]!.Value, 0.03);
        Assert.Equal(0.9, best[3]!.Value, 9);
    }

    [Fact]
    public void ByTime_ManyAtOnce_EndAtOnce() => Assert.Equal(
        [null, 0.2], RandomOrder.ByTime([(2, 0.5), (2, 0.2), (1, null)], 3, [1, 2], Goal.Minimize)
            .Select(v => v is double value ? Math.Round(value, 9) : v));

    [Fact]
    public void ByTime_LessThanHalfHaveOne_IsNull()
    {
        // In a third of all orders the short one comes first.
        double?[] best = RandomOrder.ByTime([(1, 0.4), (9, 0.5), (9, 0.6)], 1, [1, 9, 19], Goal.Maximize);

        Assert.Null(best[0]);
        Assert.InRange(best[1]!.Value, 0.4, 0.6);
        Assert.Equal(0.6, best[2]!.Value, 9);
    }

    private static IEnumerable<int[]> Orders(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Orders([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}
