namespace Sweeper.Reporting.Drawing;

/// <summary>How much room a chart gets.</summary>
/// <param name="IsCompact">Whether it is one of several beside each other.</param>
/// <param name="HasNoScale">Whether its colour scale is left out, because a chart beside it has the same.</param>
/// <param name="Width">For how many pixels it is laid out, as far as its labels fit into them; null for its natural
/// width.</param>
public readonly record struct ChartPlace(bool IsCompact = false, bool HasNoScale = false, double? Width = null);
