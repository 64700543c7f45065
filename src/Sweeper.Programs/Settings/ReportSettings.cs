using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Sweeper.Programs.Settings;

/// <summary>Where the metrics of programs are read: what an experiment says under <c>metrics</c>.</summary>
public sealed record ReportSettings
{
    /// <summary>What holds when nothing is said.</summary>
    public static ReportSettings Default { get; } = new();

    /// <summary>What is read of what a program prints.</summary>
    public OutputReading Output { get; init; } = OutputReading.Auto;

    /// <summary>
    /// The pattern of the lines that hold metrics, each a named group; not null with <see cref="OutputReading.Pattern"/>
    /// alone.
    /// </summary>
    public Regex? Pattern { get; init; }

    /// <summary>
    /// Files with metrics besides those in the trial's own folder: paths with wildcards, relative to the working directory.
    /// </summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>What metrics are to be called, by the names that programs give them.</summary>
    public ImmutableDictionary<string, string> Names { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>What is read of what a program prints.</summary>
public enum OutputReading
{
    /// <summary>Every form of lines that is known.</summary>
    Auto,

    /// <summary>Nothing.</summary>
    Off,

    /// <summary>Lines that a pattern fits.</summary>
    Pattern,
}
