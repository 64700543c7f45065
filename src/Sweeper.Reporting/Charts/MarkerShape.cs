namespace Sweeper.Reporting.Charts;

/// <summary>The shape that marks a point of a line.</summary>
public enum MarkerShape
{
    /// <summary>A filled circle.</summary>
    Disc,

    /// <summary>A bar across the line: it ends here.</summary>
    Stop,
}
