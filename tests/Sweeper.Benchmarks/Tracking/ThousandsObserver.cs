using Sweeper.Benchmarks.Machine;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Benchmarks.Tracking;

/// <summary>
/// Measures each thousand of the trials that end, in processor time: other programs of the machine have less influence on that.
/// </summary>
internal sealed class ThousandsObserver : ISweepObserver
{
    private const int Thousand = 1000;

    private readonly Lock _lock = new();
    private readonly List<double> _seconds = [];
    private TimeSpan _since = Environment.CpuUsage.TotalTime;
    private int _count;

    /// <summary>
    /// The median of the first tenth of the thousands and that of the last, in processor seconds; null when there are fewer than
    /// two.
    /// </summary>
    public (double First, double Last)? Ends
    {
        get
        {
            int tenth = Math.Max(1, _seconds.Count / 10);
            return _seconds.Count < 2
                ? null
                : (Samples.Of(_seconds.Take(tenth)).Median, Samples.Of(_seconds.TakeLast(tenth)).Median);
        }
    }

    public void TrialStarted(Trial trial)
    {
    }

    public void TrialResumed(Trial trial, EpochMetrics epoch)
    {
    }

    public void CheckpointRefused(Trial trial, string reason)
    {
    }

    public void EpochEnded(Trial trial, EpochMetrics metrics)
    {
    }

    public void TrialEnded(Trial trial, TrialOutcome outcome)
    {
        lock (_lock)
        {
            if (++_count % Thousand != 0)
                return;
            TimeSpan now = Environment.CpuUsage.TotalTime;
            _seconds.Add((now - _since).TotalSeconds);
            _since = now;
        }
    }
}
