namespace Sweeper.Reporting.Charts;

/// <summary>An entry of a legend: a line with a colour and a pattern, or a mark.</summary>
/// <param name="Label">What it stands for.</param>
public sealed record LegendEntry(string Label)
{
    /// <summary>The categorical colour, from 0; null for what is not about colour.</summary>
    public int? Color { get; init; }

    public LinePattern Pattern { get; init; } = LinePattern.Solid;

    /// <summary>When set, the entry explains this mark.</summary>
    public MarkerShape? Marker { get; init; }

    /// <summary>Whether it explains the lines in the background.</summary>
    public bool IsBackground { get; init; }
}
