using Sweeper.Benchmarks.Machine;
using Sweeper.Benchmarks.Training;
using Sweeper.Datasets;

namespace Sweeper.Benchmarks.Peers;

/// <summary>
/// Measures Sweeper and its peers on the same network in turn, so that all find the machine in the same state.
/// </summary>
/// <param name="mnist">The dataset.</param>
/// <param name="dataFolder">The folder with its files.</param>
/// <param name="peers">With whom.</param>
internal sealed class PeerComparison(Dataset mnist, string dataFolder, IReadOnlyList<PeerProgram> peers)
{
    /// <summary>Epochs per program and round, the first of which does not count; at least 2.</summary>
    public required int Epochs { get; init; }

    /// <summary>How often each program has its turn.</summary>
    public required int Rounds { get; init; }

    public ComparedTimes Measure(NetworkNotation hidden)
    {
        ComparedTimes times = new(new EpochSamples(), [.. peers.Select(_ => new ComparedPeer(new Samples(), new Samples()))]);
        for (int round = 0; round < Rounds; round++)
        {
            TrainedNetwork own = new(hidden, mnist);
            EpochSamples ownRound = new();
            ownRound.AddWarm([.. Enumerable.Range(0, Epochs).Select(_ => own.RunEpoch())]);
            times.Own.Add(ownRound);
            for (int i = 0; i < peers.Count; i++)
            {
                EpochSamples peerRound = new();
                peerRound.AddWarm(peers[i].Run(dataFolder, hidden, TrainedNetwork.UsualLearningRate, Epochs));
                times.Peers[i].Seconds.Add(peerRound.Total.Median);
                times.Peers[i].Ratio.Add(peerRound.Total.Median / ownRound.Total.Median);
            }
        }

        return times;
    }
}
