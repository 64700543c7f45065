namespace Sweeper.Reporting.Charts;

/// <summary>How an axis spaces its values.</summary>
public enum AxisScale
{
    Linear,

    /// <summary>Equal ratios take equal space; both ends of the axis are positive.</summary>
    Logarithmic,
}
