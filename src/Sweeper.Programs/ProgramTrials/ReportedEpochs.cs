using Sweeper.Programs.Reports;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Programs.ProgramTrials;

/// <summary>
/// Makes epochs of the values that a program reports: the step is what was said, else a count for each metric. Values are held
/// back for a moment, so that those of an epoch go together. For one thread.
/// </summary>
/// <param name="monitor">Takes the epochs.</param>
/// <param name="names">What metrics are to be called, by the names that the program gives them.</param>
/// <param name="time">Measures the epochs.</param>
internal sealed class ReportedEpochs(ITrialMonitor monitor, IReadOnlyDictionary<string, string> names, TimeProvider time)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(250);

    private readonly SortedDictionary<int, Dictionary<string, double>> _pending = [];
    private readonly Dictionary<string, int> _lastSteps = new(StringComparer.Ordinal);
    private long _lastEpochAt = time.GetTimestamp();
    private long _flushedAt = time.GetTimestamp();

    /// <summary>What the trial was told last.</summary>
    public EpochDecision Decision { get; private set; }

    /// <summary>Takes a value.</summary>
    public void Add(ReportedMetric reported)
    {
        string name = names.GetValueOrDefault(reported.Name, reported.Name);
        int last = _lastSteps.GetValueOrDefault(name);

        // A count goes on where the program said its last step. Steps that no epoch can have are counted, too.
        int step = reported.Step is >= 0 and <= int.MaxValue ? (int)reported.Step : last == int.MaxValue ? last : last + 1;
        _lastSteps[name] = Math.Max(last, step);
        if (!_pending.TryGetValue(step, out Dictionary<string, double>? values))
            _pending.Add(step, values = new Dictionary<string, double>(StringComparer.Ordinal));
        values[name] = reported.Value;
    }

    /// <summary>Hands over what has been held back long enough.</summary>
    public void HandOverWhenDue()
    {
        if (_pending.Count > 0 && time.GetElapsedTime(_flushedAt) >= LongestDelay)
            HandOver();
    }

    /// <summary>Hands over all that is held back.</summary>
    /// <param name="canStop">Whether the program still runs.</param>
    public void HandOver(bool canStop = true)
    {
        _flushedAt = time.GetTimestamp();
        double seconds = time.GetElapsedTime(_lastEpochAt, _flushedAt).TotalSeconds / Math.Max(1, _pending.Count);
        foreach ((int step, Dictionary<string, double> values) in _pending)
        {
            _lastEpochAt = _flushedAt;
            var epoch = new EpochMetrics
            {
                Epoch = step, Metrics = [.. values.Select(v => new MetricValue(v.Key, v.Value))], DurationSeconds = seconds,
            };
            Decision = monitor.Report(epoch, canStop);
        }

        _pending.Clear();
    }
}
