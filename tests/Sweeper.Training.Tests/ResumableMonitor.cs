using System.Collections.Immutable;
using Sweeper.Experiments;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Training.Tests;

/// <summary>Keeps the epochs of a trial and its state after each, and lets it go on from one of another monitor.</summary>
internal sealed class ResumableMonitor(Experiment experiment) : ITrialMonitor
{
    private readonly EpochTracker _tracker = new(experiment.Objective, experiment.EarlyStopping);

    private int _resumed;

    /// <summary>The monitor of a run from its beginning, and after which of its epochs this one goes on.</summary>
    public (ResumableMonitor Whole, int Epoch)? From { get; init; }

    /// <summary>The metrics of each epoch.</summary>
    public SortedDictionary<int, ImmutableArray<MetricValue>> Epochs { get; } = [];

    /// <summary>The state after each epoch but one that ended the trial.</summary>
    public Dictionary<int, byte[]> States { get; } = [];

    public int? BestEpoch => _tracker.BestEpoch;

    public int? Resume(Action<Stream> read)
    {
        if (From is not (ResumableMonitor whole, int epoch))
            return null;
        read(new MemoryStream(whole.States[epoch]));
        foreach ((int earlier, ImmutableArray<MetricValue> metrics) in whole.Epochs.Where(e => e.Key <= epoch))
            Track(earlier, metrics);
        return _resumed = epoch;
    }

    public EpochDecision EndEpoch(EpochMetrics metrics)
    {
        Assert.Equal((Epochs.Count == 0 ? _resumed : Epochs.Keys.Max()) + 1, metrics.Epoch);
        return Track(metrics.Epoch, metrics.Metrics);
    }

    public void OfferCheckpoint(Action<Stream> write)
    {
        using var state = new MemoryStream();
        write(state);
        States[Epochs.Keys.Max()] = state.ToArray();
    }

    private EpochDecision Track(int epoch, ImmutableArray<MetricValue> metrics)
    {
        Epochs.Add(epoch, metrics);
        return _tracker.EndEpoch(new EpochMetrics { Epoch = epoch, Metrics = metrics, DurationSeconds = 0 });
    }
}
