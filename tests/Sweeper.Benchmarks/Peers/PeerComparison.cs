using Sweeper.Benchmarks.Training;
using Sweeper.Datasets;

namespace Sweeper.Benchmarks.Peers;

/// <summary>
/// Measures Sweeper and its peers on the same network in turn, so that all find the machine in the same state.
/// </summary>
/// <param name="mnist">The dataset.</param>
/// <param name="dataFolder">The folder with its files.</param>
/// <param name="peers">With whom.</param>
internal sealed class PeerComparison(Dataset mnist, string dataFolder, InstalledPeers peers)
{
    /// <summary>Epochs per program and round, the first of which does not count; at least 2.</summary>
    public required int Epochs { get; init; }

    /// <summary>How often each program has its turn.</summary>
    public required int Rounds { get; init; }

    public ComparedTimes Measure(NetworkNotation hidden)
    {
        ComparedTimes times = new(new EpochSamples(), [.. peers.Programs.Select(_ => new EpochSamples())]);
        for (int round = 0; round < Rounds; round++)
        {
            TrainedNetwork own = new(hidden, mnist);
            times.Own.AddWarm([.. Enumerable.Range(0, Epochs).Select(_ => own.RunEpoch())]);
            for (int i = 0; i < peers.Programs.Length; i++)
            {
                times.Peers[i].AddWarm(peers.Python.Run(
                    peers.Programs[i], dataFolder, hidden, TrainedNetwork.UsualLearningRate, Epochs));
            }
        }

        return times;
    }
}
