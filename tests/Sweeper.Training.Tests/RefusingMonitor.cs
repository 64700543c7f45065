using System.Collections.Immutable;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Training.Tests;

/// <summary>Hands over a state that is not the trial's, and then lets the trial start from its beginning.</summary>
internal sealed class RefusingMonitor(byte[] state) : ITrialMonitor
{
    /// <summary>Why the trial did not take the state.</summary>
    public string? Refusal { get; private set; }

    public ImmutableArray<MetricValue> LastMetrics { get; private set; }

    public int? Resume(Action<Stream> read)
    {
        Refusal = Assert.Throws<InvalidDataException>(() => read(new MemoryStream(state))).Message;
        return null;
    }

    public EpochDecision EndEpoch(EpochMetrics metrics)
    {
        LastMetrics = metrics.Metrics;
        return new EpochDecision { IsBest = true };
    }

    public void OfferCheckpoint(Action<Stream> write)
    {
    }
}
