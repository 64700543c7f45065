using System.Collections.Concurrent;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.Tests.ProgramTrials;

/// <summary>Keeps what a trial reports, and says when it must stop.</summary>
internal sealed class RecordingMonitor : ITrialMonitor
{
    /// <summary>The values in the order in which they came.</summary>
    public ConcurrentQueue<(int Epoch, string Metric, double Value)> Values { get; } = [];

    /// <summary>What was worth knowing.</summary>
    public ConcurrentQueue<string> Notes { get; } = [];

    /// <summary>The epoch after which the trial must stop.</summary>
    public int? StopsAfter { get; init; }

    /// <summary>Whether the trial must stop whatever it reports; asked with what it has reported.</summary>
    public Func<RecordingMonitor, bool> IsStopped { get; init; } = _ => false;

    public int Attempt { get; init; } = 1;

    public bool IsRestarted => Attempt > 1;

    public int? Resume(Action<Stream> read) => throw new NotSupportedException();

    public EpochDecision EndEpoch(EpochMetrics metrics) => throw new NotSupportedException();

    public void OfferCheckpoint(Action<Stream> write) => throw new NotSupportedException();

    public void Note(string text) => Notes.Enqueue(text);

    public EpochDecision Report(EpochMetrics metrics, bool canStop = true)
    {
        foreach (MetricValue value in metrics.Metrics)
            Values.Enqueue((metrics.Epoch, value.Metric, value.Value));
        return canStop && metrics.Epoch >= StopsAfter ? Stop(TrialState.Pruned) : default;
    }

    public EpochDecision Ask() => IsStopped(this) ? Stop(TrialState.Interrupted) : default;

    public string? FindMissing() => Values.IsEmpty ? "nothing was reported" : null;

    private static EpochDecision Stop(TrialState state) => new() { IsBest = false, StopState = state, StopReason = "it must" };
}
