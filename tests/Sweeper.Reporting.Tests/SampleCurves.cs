using System.Collections.Immutable;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests;

/// <summary>Made-up learning curves.</summary>
internal static class SampleCurves
{
    /// <summary>
    /// A loss that falls faster with <paramref name="speed"/>, further with <paramref name="size"/>, and stops when it rises.
    /// </summary>
    public static ImmutableArray<EpochMetrics> Learning(int seed, double size, double speed, int epochs)
    {
        var random = new Random(seed);
        var curve = ImmutableArray.CreateBuilder<EpochMetrics>();
        double floor = 0.14 - 0.04 * size, best = double.PositiveInfinity;
        int since = 0;
        for (int epoch = 1; epoch <= epochs && since < 4; epoch++)
        {
            double progress = Math.Pow(1 + 2 * speed * epoch, -0.9);
            double train = 2.2 * progress + 0.004;
            double validation = 2.2 * progress + floor + 0.004 * speed * epoch + 0.006 * random.NextDouble();
            curve.Add(Epoch(epoch, train, validation, random.NextDouble()));
            since = validation < best ? 0 : since + 1;
            best = Math.Min(best, validation);
        }

        return curve.ToImmutable();
    }

    /// <summary>A loss that rises and ends as NaN.</summary>
    public static ImmutableArray<EpochMetrics> Diverging(int epochs) =>
    [
        .. Enumerable.Range(1, epochs).Select(e => e == epochs
            ? Of(e, ("train_loss", double.NaN), ("train_accuracy", 0.1), ("validation_loss", double.PositiveInfinity),
                ("validation_accuracy", 0.1))
            : Of(e, ("train_loss", 3.0 * e * e), ("train_accuracy", 0.12), ("validation_loss", 4.0 * e * e),
                ("validation_accuracy", 0.11))),
    ];

    /// <summary>An epoch with any metrics.</summary>
    public static EpochMetrics Of(int epoch, params (string Metric, double Value)[] metrics) => new()
    {
        Epoch = epoch,
        Metrics = [.. metrics.Select(m => new MetricValue(m.Metric, m.Value))],
        DurationSeconds = 0.5,
    };

    private static EpochMetrics Epoch(int epoch, double train, double validation, double noise) => Of(
        epoch,
        ("train_loss", train),
        ("train_accuracy", Math.Exp(-0.3 * train)),
        ("validation_loss", validation),
        ("validation_accuracy", Math.Exp(-0.28 * validation) - 0.002 * noise));
}
