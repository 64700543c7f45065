using System.Runtime.InteropServices;

namespace Sweeper.Programs.Reports;

/// <summary>
/// Lets through what is new of all that the readers of a trial find: a value again at the same step goes no further, and no more
/// than <see cref="MaximumNames"/> names are taken. Safe for several threads at once.
/// </summary>
/// <param name="report">Takes what goes through, one at a time.</param>
/// <param name="message">Takes a message for the user; each kind comes once.</param>
public sealed class MetricGate(Action<ReportedMetric> report, Action<string>? message = null)
{
    /// <summary>How many names a trial may report.</summary>
    public const int MaximumNames = 500;

    private const int LongestName = 200;

    // Forgetting lets a repeated value through again, which says nothing new to whoever keeps them by step.
    private const int Remembered = 200_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, long Step), double> _last = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>Takes a value that was read.</summary>
    public void Report(ReportedMetric metric)
    {
        lock (_lock)
        {
            if (Takes(metric.Name) && IsNew(metric))
                report(metric);
        }
    }

    /// <summary>Says something to the user, unless it was said before.</summary>
    public void Say(string text)
    {
        lock (_lock)
        {
            if (_said.Add(text))
                message?.Invoke(text);
        }
    }

    private bool Takes(string name)
    {
        if (name.Length is > 0 and <= LongestName
            && (_names.Contains(name) || (_names.Count < MaximumNames && _names.Add(name))))
            return true;

        Say(name.Length > LongestName
            ? $"a metric's name is longer than {LongestName} characters; such values are dropped"
            : $"more than {MaximumNames} metrics; values of further names are dropped");
        return false;
    }

    private bool IsNew(ReportedMetric metric)
    {
        if (metric.Step is not { } step)
            return true;
        if (_last.Count >= Remembered)
            _last.Clear();

        ref double last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, (metric.Name, step), out bool known);
        if (known && last.Equals(metric.Value))
            return false;

        last = metric.Value;
        return true;
    }
}
