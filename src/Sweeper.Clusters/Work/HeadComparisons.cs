using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;

namespace Sweeper.Clusters.Work;

/// <summary>
/// The rule of a sweep as a task has it, which knows nothing of other trials: it asks the run, and waits for what that decides.
/// Where no run is there any more, the trial goes on.
/// </summary>
internal sealed class HeadComparisons(IPruner rule, ClusterFolder folder, ShardWriter shard, TimeProvider time,
    CancellationToken stop) : IPruner
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public string Rule => rule.Rule;

    public string Settings => rule.Settings;

    public PrunerPeers Peers => rule.Peers;

    public string Describe(int lastEpoch) => rule.Describe(lastEpoch);

    public int? RungAt(int epoch) => rule.RungAt(epoch);

    public string Explain(PrunerDecision decision, Objective objective) => rule.Explain(decision, objective);

    public PrunerDecision Compare(PrunerArrival arrival, PrunerHistory history)
    {
        shard.Write(
            n => new ShardRecord { Sequence = n, Arrival = new ShardArrival(arrival.Rung, arrival.Epoch, arrival.Value) },
            mustSync: true);
        var head = new HeadSign(folder, time);
        while (!stop.IsCancellationRequested && !head.IsGone())
        {
            foreach (HeadDecision line in JsonLines.Read<HeadDecision>(folder.Decisions(arrival.Trial)))
            {
                if (line.Comparison is PrunerDecision decision && decision.Rung == arrival.Rung)
                    return decision;
            }

            Thread.Sleep(Pause);
        }

        return new PrunerDecision
        {
            Trial = arrival.Trial, Rule = rule.Rule, Rung = arrival.Rung, Epoch = arrival.Epoch, Value = arrival.Value,
            Threshold = null, Compared = 0, Kept = 0, IsPruned = false,
        };
    }
}
