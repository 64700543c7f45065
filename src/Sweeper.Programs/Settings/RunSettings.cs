using System.Collections.Immutable;

namespace Sweeper.Programs.Settings;

/// <summary>How programs are started and ended: what an experiment says under <c>run</c>.</summary>
public sealed record RunSettings
{
    /// <summary>What holds when nothing is said.</summary>
    public static RunSettings Default { get; } = new();

    /// <summary>Where programs run.</summary>
    public WorkingDirectory WorkingDirectory { get; init; } = WorkingDirectory.Here;

    /// <summary>How long an attempt may take until it is asked to end; above 0. Null for as long as it likes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long a program that was asked to end has to do so until it is killed; at least 0.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many cores a trial takes, at least 1; null where nothing is said, which counts as one and tells the program
    /// nothing.
    /// </summary>
    public int? Cpus { get; init; }

    /// <summary>How many graphics processors a trial takes; at least 0.</summary>
    public int Gpus { get; init; }

    /// <summary>Variables that every program is given, in the order of the file.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>So many bytes of an attempt's output are kept, its head and its tail; at least 1,024.</summary>
    public long OutputLimit { get; init; } = 50L << 20;

    /// <summary>A time as an experiment writes it: <c>1h30m</c>.</summary>
    internal static string Written(TimeSpan time)
    {
        (double, string)[] parts =
            [(time.Days, "d"), (time.Hours, "h"), (time.Minutes, "m"), (time.Seconds + (time.Milliseconds / 1000.0), "s")];
        return string.Concat(parts.Where(p => p.Item1 > 0).Select(p => FormattableString.Invariant($"{p.Item1}{p.Item2}")));
    }
}

/// <summary>Where programs run.</summary>
public enum WorkingDirectory
{
    /// <summary>In the folder in which <c>sweeper run</c> was started.</summary>
    Here,

    /// <summary>In the trial's own folder.</summary>
    Trial,
}
