using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Training.NetworkTrials;

/// <summary>Keeps the mean time of the epochs after the first and records nothing.</summary>
internal sealed class EpochTimeMonitor : ITrialMonitor
{
    private double _first;
    private double _sum;
    private int _count;

    /// <summary>Seconds of an epoch; a trial that diverges may have no more than the first.</summary>
    public double Seconds => _count == 0 ? _first : _sum / _count;

    public int? Resume(Action<Stream> read) => null;

    public void OfferCheckpoint(Action<Stream> write)
    {
    }

    public EpochDecision EndEpoch(EpochMetrics metrics)
    {
        if (metrics.Epoch == 1)
        {
            _first = metrics.DurationSeconds;
        }
        else if (metrics.Epoch > 1)
        {
            _sum += metrics.DurationSeconds;
            _count++;
        }

        return new EpochDecision { IsBest = false };
    }
}
