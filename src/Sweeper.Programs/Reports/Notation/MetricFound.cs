namespace Sweeper.Programs.Reports.Notation;

/// <summary>
/// Takes a value that was read: its name, itself (may be NaN or infinite), and the step that was said with it, or null.
/// </summary>
internal delegate void MetricFound(string name, double value, long? step);
