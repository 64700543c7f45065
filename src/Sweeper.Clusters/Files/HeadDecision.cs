using Sweeper.Sweeps.Pruners;

namespace Sweeper.Clusters.Files;

/// <summary>A line of what the run decides on a trial.</summary>
internal sealed record HeadDecision
{
    /// <summary>What came of comparing it with the others.</summary>
    public PrunerDecision? Comparison { get; init; }

    /// <summary>Why it is to end now, as a sentence without a full stop; null where it goes on.</summary>
    public string? Stop { get; init; }
}
