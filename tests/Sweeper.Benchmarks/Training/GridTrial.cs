using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Sweeper.Datasets;

namespace Sweeper.Benchmarks.Training;

/// <summary>A cell of the grid over hidden size and learning rate, and what came of it.</summary>
internal sealed record GridTrial(NetworkNotation Hidden, double LearningRate)
{
    /// <summary>The nine cells, those that take longest first, so that the last ones end at about the same time.</summary>
    public static ImmutableArray<GridTrial> All { get; } =
    [
        .. from hidden in (int[])[256, 128, 64]
           from learningRate in (double[])[0.05, 0.1, 0.2]
           select new GridTrial(NetworkNotation.Parse(hidden.ToString(CultureInfo.InvariantCulture)), learningRate),
    ];

    /// <summary>After the last epoch: 0 … 1.</summary>
    public double TestAccuracy { get; private init; }

    public double Seconds { get; private init; }

    /// <summary>Trains the cell.</summary>
    /// <returns>The trial with its results.</returns>
    public GridTrial Train(Dataset dataset, int epochs)
    {
        long started = Stopwatch.GetTimestamp();
        TrainedNetwork network = new(Hidden, dataset, LearningRate);
        for (int epoch = 0; epoch < epochs; epoch++)
            network.RunEpoch();
        return this with
        {
            TestAccuracy = network.TestMetrics.Accuracy,
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
        };
    }
}
