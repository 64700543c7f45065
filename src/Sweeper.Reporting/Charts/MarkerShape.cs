namespace Sweeper.Reporting.Charts;

/// <summary>The shape that marks a point of a line.</summary>
public enum MarkerShape
{
    /// <summary>A filled circle.</summary>
    Disc,

    /// <summary>A bar across the line: early stopping ended it here.</summary>
    Stop,

    /// <summary>A cross: a pruner ended it here.</summary>
    Cross,
}
