using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>The weights of a unit, pixel by pixel.</summary>
/// <param name="Label">What the unit is called.</param>
/// <param name="Shares">[height, width, channels], row after row; −1 (strongly against) … 1 (strongly for).</param>
public sealed record WeightPicture(string Label, ImmutableArray<float> Shares);
