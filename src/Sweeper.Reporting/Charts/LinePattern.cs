namespace Sweeper.Reporting.Charts;

/// <summary>How a line is drawn.</summary>
public enum LinePattern
{
    Solid,
    Dashed,
    Dotted,
}
