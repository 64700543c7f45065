using System.Globalization;

namespace Sweeper.Sweeps.Running;

/// <summary>Counts the trials that failed one after the other. For several threads.</summary>
/// <param name="maximum">So many are too many; null when any number is allowed.</param>
internal sealed class FailureStreak(int? maximum)
{
    private readonly Lock _lock = new();
    private int _count;
    private string? _reached;

    /// <summary>Why no further trial may start, as a sentence without a full stop; null while one may.</summary>
    public string? Reached
    {
        get
        {
            lock (_lock)
                return _reached;
        }
    }

    /// <summary>Takes in that a trial ran without failing.</summary>
    public void Broken()
    {
        lock (_lock)
            _count = 0;
    }

    /// <summary>Takes in that a trial failed.</summary>
    public void Failed(string reason)
    {
        lock (_lock)
        {
            if (++_count == maximum)
                _reached ??= Sentence(reason);
        }
    }

    private string Sentence(string reason)
    {
        string trials = _count == 1
            ? "a trial failed"
            : string.Create(CultureInfo.InvariantCulture, $"{_count} trials in a row failed, the last");
        return $"{trials} because of: {reason}";
    }
}
