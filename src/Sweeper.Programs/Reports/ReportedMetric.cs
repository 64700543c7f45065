namespace Sweeper.Programs.Reports;

/// <summary>A value that a program reported.</summary>
/// <param name="Name">The metric, as the program calls it.</param>
/// <param name="Value">Its value; may be infinite or NaN.</param>
/// <param name="Step">The epoch, step or iteration that it said the value belongs to, at least 0; null where it said none and
/// values are counted.</param>
public readonly record struct ReportedMetric(string Name, double Value, long? Step);
