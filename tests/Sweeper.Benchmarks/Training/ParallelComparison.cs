using System.Diagnostics;
using Sweeper.Benchmarks.Machine;
using Sweeper.Datasets;

namespace Sweeper.Benchmarks.Training;

/// <summary>The time of one trial alone, and of two of its kind at once.</summary>
/// <param name="Alone">Seconds of the one.</param>
/// <param name="Together">Seconds until both were done.</param>
/// <param name="CoresTogether">
/// Cores that this process had meanwhile: less than two when the machine has other things to do.
/// </param>
internal sealed record ParallelComparison(Samples Alone, Samples Together, Samples CoresTogether)
{
    /// <summary>Measures both in turn, so that whatever disturbs the machine disturbs both alike.</summary>
    public static ParallelComparison Measure(NetworkNotation hidden, Dataset dataset, int epochs, int rounds)
    {
        TrainedNetwork[] networks = [new(hidden, dataset), new(hidden, dataset)];
        Run(networks, epochs: 1);
        ParallelComparison times = new(new Samples(), new Samples(), new Samples());
        for (int round = 0; round < rounds; round++)
        {
            times.Alone.Add(Run(networks[..1], epochs));
            TimeSpan busy = Environment.CpuUsage.TotalTime;
            double seconds = Run(networks, epochs);
            times.Together.Add(seconds);
            times.CoresTogether.Add((Environment.CpuUsage.TotalTime - busy).TotalSeconds / seconds);
        }

        return times;
    }

    private static double Run(TrainedNetwork[] networks, int epochs)
    {
        long started = Stopwatch.GetTimestamp();
        TrialPool.Run(
            [.. networks], networks.Length, network => Enumerable.Range(0, epochs).Sum(_ => network.RunEpoch().TotalSeconds));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
