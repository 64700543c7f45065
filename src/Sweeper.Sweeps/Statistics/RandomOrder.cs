using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Statistics;

/// <summary>What the best of some trials would have been, on average, had they come in a random order.</summary>
public static class RandomOrder
{
    // What is less likely changes no digit.
    private const double Nothing = 1e-18;

    // Of sums of durations.
    private const double Tolerance = 1e-9;

    private const int MostOrders = 200;
    private const int FewestOrders = 20;
    private const int MostRuns = 200_000;

    // The same sweep gives the same line twice.
    private const int Seed = 16;

    /// <summary>
    /// What the best of the first 1, 2, … of some values is on average over all orders of them: of k of n, the i-th best is the
    /// best with probability C(n − i, k − 1) / C(n, k).
    /// </summary>
    public static IEnumerable<double> ByCount(double[] values, Goal goal)
    {
        int count = values.Length;
        double[] ranked = [.. goal == Goal.Maximize ? values.OrderDescending() : values.Order()];
        for (int drawn = 1; drawn <= count; drawn++)
        {
            double expected = 0, probability = (double)drawn / count;
            for (int i = 0; i <= count - drawn && probability > Nothing; i++)
            {
                expected += probability * ranked[i];
                probability *= (double)(count - drawn - i) / (count - i - 1);
            }

            yield return expected;
        }
    }

    /// <summary>
    /// What the best is on average at each of some times, when trials are started in a random order, each as soon as one of
    /// those before it has ended: simulated with up to 200 orders. Null until half of them have a value; the others then
    /// count with the first that they will have.
    /// </summary>
    /// <param name="trials">How long each takes, and its value; null for one that reached none, but not for all.</param>
    /// <param name="atOnce">How many run at once: at least 1.</param>
    /// <param name="times">In ascending order.</param>
    /// <param name="goal">Which values are better.</param>
    public static double?[] ByTime((double Seconds, double? Value)[] trials, int atOnce, double[] times, Goal goal)
    {
        var random = new Random(Seed);
        int orders = Math.Clamp(MostRuns / trials.Length, FewestOrders, MostOrders);
        (double[] sums, int[] known) = (new double[times.Length], new int[times.Length]);
        for (int order = 0; order < orders; order++)
        {
            random.Shuffle(trials);
            (double End, double Value)[] ended =
            [
                .. Run(trials, atOnce).Where(e => e.Value is not null).Select(e => (e.End, e.Value!.Value)).OrderBy(e => e.End),
            ];
            double best = ended[0].Value;
            for (int time = 0, next = 0; time < times.Length; time++)
            {
                for (; next < ended.Length && ended[next].End <= times[time] * (1 + Tolerance); next++)
                    best = goal.IsBetter(ended[next].Value, best) ? ended[next].Value : best;
                sums[time] += best;
                known[time] += next > 0 ? 1 : 0;
            }
        }

        return [.. sums.Zip(known, (sum, count) => 2 * count >= orders ? sum / orders : (double?)null)];
    }

    private static IEnumerable<(double End, double? Value)> Run((double Seconds, double? Value)[] trials, int atOnce)
    {
        var free = new PriorityQueue<int, double>(Enumerable.Range(0, atOnce).Select(worker => (worker, 0.0)));
        foreach ((double seconds, double? value) in trials)
        {
            free.TryPeek(out int worker, out double start);
            free.DequeueEnqueue(worker, start + seconds);
            yield return (start + seconds, value);
        }
    }
}
