namespace Sweeper.Reporting.Charts;

/// <summary>A bar of a <see cref="BarChart"/>.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Value">Its length, not negative.</param>
/// <param name="Text">The value as text.</param>
/// <param name="IsSecondary">Whether it is of the second kind, such as a pair, and paler.</param>
public sealed record Bar(string Label, double Value, string Text, bool IsSecondary);
