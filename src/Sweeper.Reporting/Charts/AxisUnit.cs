namespace Sweeper.Reporting.Charts;

/// <summary>How values are written.</summary>
public enum AxisUnit
{
    /// <summary>As they are.</summary>
    Number,

    /// <summary>Fractions of one, written as per cent.</summary>
    Percent,

    /// <summary>Whole numbers, such as epochs.</summary>
    Whole,
}
