using Sweeper.Sweeps.Store;

namespace Sweeper.Benchmarks.Tracking;

/// <summary>What a record needs and no measurement depends on.</summary>
internal static class MadeUp
{
    /// <summary>A machine that is none.</summary>
    public static SweepEnvironment Machine { get; } = new()
    {
        Version = "0",
        GitCommit = null,
        OperatingSystem = "",
        Processor = "",
        Cores = Environment.ProcessorCount,
        Runtime = "",
        MachineName = "",
        ProcessId = Environment.ProcessId,
        CommandLine = "",
        Parallel = 1,
        StartedAt = DateTimeOffset.UnixEpoch,
    };
}
