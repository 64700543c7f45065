using Sweeper.Benchmarks.Machine;
using Sweeper.Datasets;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Training;

namespace Sweeper.Benchmarks.Training;

/// <summary>The same training computed in two ways.</summary>
/// <param name="Vector">Epochs with vectorised kernels.</param>
/// <param name="Reference">Epochs with plain loops.</param>
/// <param name="LargestDifference">Of the losses on both sets after each epoch, relative to them.</param>
internal sealed record KernelComparison(Samples Vector, Samples Reference, double LargestDifference)
{
    public static KernelComparison Measure(NetworkNotation hidden, Dataset dataset, int epochs)
    {
        TrainedNetwork vector = new(hidden, dataset);
        TrainedNetwork reference = new(hidden, dataset, kernel: KernelKind.Reference);
        Samples vectorTimes = new(), referenceTimes = new();
        double difference = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            vectorTimes.Add(vector.RunEpoch().TotalSeconds);
            referenceTimes.Add(reference.RunEpoch().TotalSeconds);
            difference = Math.Max(difference, Difference(vector.TrainMetrics, reference.TrainMetrics));
            difference = Math.Max(difference, Difference(vector.TestMetrics, reference.TestMetrics));
        }

        return new KernelComparison(vectorTimes, referenceTimes, difference);
    }

    private static double Difference(SubsetMetrics a, SubsetMetrics b) => Math.Abs(a.Loss - b.Loss) / b.Loss;

}
