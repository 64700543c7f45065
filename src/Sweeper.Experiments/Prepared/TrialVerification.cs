using System.Collections.Immutable;

namespace Sweeper.Experiments.Prepared;

/// <summary>What came of training a trial a second time.</summary>
public sealed record TrialVerification
{
    /// <summary>How many metrics of how many epochs were compared.</summary>
    public required int Compared { get; init; }

    /// <summary>The metrics that differ in any bit: epoch, name, recorded and new value; null where there is none.</summary>
    public required ImmutableArray<(int Epoch, string Metric, double? Recorded, double? Again)> Differences { get; init; }

    /// <summary>Whether every weight has the same bits; null where no weights were kept.</summary>
    public required bool? HasSameWeights { get; init; }

    /// <summary>Whether nothing differs.</summary>
    public bool IsSame => Differences.IsEmpty && HasSameWeights != false;
}
