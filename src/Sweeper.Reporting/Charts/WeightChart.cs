using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>A picture for each of several units: what each looks for.</summary>
public sealed record WeightChart : Chart
{
    /// <summary>Pixels per row of each picture.</summary>
    public required int Width { get; init; }

    /// <summary>Numbers per pixel: 1, or 3 for red, green and blue.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>What each of them is, such as <c>unit</c>.</summary>
    public string UnitName { get; init; } = "unit";

    /// <summary>In reading order.</summary>
    public required ImmutableArray<WeightPicture> Units { get; init; }
}

/// <summary>The weights of a unit, pixel by pixel.</summary>
/// <param name="Label">What the unit is called.</param>
/// <param name="Shares">[height, width, channels], row after row; −1 (strongly against) … 1 (strongly for).</param>
public sealed record WeightPicture(string Label, ImmutableArray<float> Shares);
