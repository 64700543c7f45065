namespace Sweeper.Reporting.Drawing;

/// <summary>A tick of an axis.</summary>
/// <param name="Value">Where, in the unit of the axis.</param>
/// <param name="Label">Its text.</param>
internal readonly record struct AxisTick(double Value, string Label);
