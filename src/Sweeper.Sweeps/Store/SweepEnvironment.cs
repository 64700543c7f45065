namespace Sweeper.Sweeps.Store;

/// <summary>Where and with what a sweep was run. One sweep has several when it was carried on later.</summary>
public sealed record SweepEnvironment
{
    /// <summary>The version of Sweeper.</summary>
    public required string Version { get; init; }

    /// <summary>
    /// The git commit of the folder the command ran in, with <c>+changes</c> when its files differ from it; null outside git.
    /// </summary>
    public required string? GitCommit { get; init; }

    public required string OperatingSystem { get; init; }

    /// <summary>
    /// The processor's name, what the kernels use of it, and their version unless it is the first, such as <c>AMD EPYC, 512-bit
    /// vectors, kernels 2</c>.
    /// </summary>
    public required string Processor { get; init; }

    /// <summary>Logical cores the process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>The runtime, such as <c>.NET 10.0.1</c>.</summary>
    public required string Runtime { get; init; }

    public required string MachineName { get; init; }

    public required int ProcessId { get; init; }

    /// <summary>The command as it was given.</summary>
    public required string CommandLine { get; init; }

    /// <summary>How many trials were trained at once.</summary>
    public required int Parallel { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}
