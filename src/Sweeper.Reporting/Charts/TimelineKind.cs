namespace Sweeper.Reporting.Charts;

/// <summary>How what a span of a timeline shows came out.</summary>
public enum TimelineKind
{
    /// <summary>It is the best one.</summary>
    Best,

    /// <summary>It ended as it should.</summary>
    Done,

    /// <summary>It was stopped before its end on purpose.</summary>
    Stopped,

    /// <summary>It went wrong.</summary>
    Failed,
}
