using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>What the lines before tell about a line: the step it belongs to, and the values of that step.</summary>
/// <param name="found">Takes the values.</param>
internal sealed class OutputContext(MetricFound found)
{
    private readonly HashSet<string> _stepped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    /// <summary>Gets the step that was printed last; null before the first.</summary>
    public long? Step { get; private set; }

    /// <summary>Gets the epoch that a line of its own announced (<c>Epoch 3/10</c>); null where none does.</summary>
    public long? AnnouncedEpoch { get; private set; }

    /// <summary>
    /// Gets or sets the part of the data that the lines before spoke of, such as <c>Test</c>; null for the training part.
    /// </summary>
    public string? Set { get; set; }

    /// <summary>A line tells the step of those that follow.</summary>
    public void MoveTo(long? step)
    {
        if (step is null || step == Step)
            return;
        Step = step;
        _values.Clear();
    }

    /// <summary>A line of its own announces an epoch.</summary>
    public void Announce(long epoch)
    {
        MoveTo(epoch);
        AnnouncedEpoch = epoch;
    }

    /// <summary>Takes a value with the step that is said with it, or null.</summary>
    public void Report(string name, double value, long? step)
    {
        if (step is not null)
            _stepped.Add(name);
        _values[name] = value;
        found(name, value, step);
    }

    /// <summary>
    /// Takes a value without a step: it belongs to the step printed before. Where values of this name come with steps of their
    /// own it is another metric: of the part of the data that the lines before spoke of, or else one that follows the training.
    /// </summary>
    public void ReportHere(string name, double value)
    {
        if (_values.TryGetValue(name, out double printed) && printed.Equals(value))
            return;
        if (_stepped.Contains(name) && Set is null)
        {
            found($"final/{name}", value, null);
            return;
        }

        string full = _stepped.Contains(name) ? $"{Set}/{name}" : name;
        _values[full] = value;
        found(full, value, Step);
    }

    /// <summary>
    /// Whether a value of this step, or a hundred times it, is this one after rounding: a sentence repeats it.
    /// </summary>
    /// <param name="value">The value of the sentence.</param>
    /// <param name="digits">The digits after its decimal point.</param>
    public bool IsRepeated(double value, int digits)
    {
        double unit = Math.Pow(10, -digits) * 0.51;
        return _values.Values.Any(v => Math.Abs(v - value) <= unit || Math.Abs((v * 100) - value) <= unit);
    }
}
