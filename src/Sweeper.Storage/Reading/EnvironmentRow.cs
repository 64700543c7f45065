using Sweeper.Storage.Databases;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Reading;

/// <summary>A row of the table <c>environments</c>.</summary>
internal sealed class EnvironmentRow
{
    public string Version { get; init; } = "";

    public string? GitCommit { get; init; }

    public string OperatingSystem { get; init; } = "";

    public string Processor { get; init; } = "";

    public int Cores { get; init; }

    public string Runtime { get; init; } = "";

    public string MachineName { get; init; } = "";

    public int ProcessId { get; init; }

    public string CommandLine { get; init; } = "";

    public int Parallel { get; init; }

    public string StartedAt { get; init; } = "";

    public SweepEnvironment ToRecord() => new()
    {
        Version = Version,
        GitCommit = GitCommit,
        OperatingSystem = OperatingSystem,
        Processor = Processor,
        Cores = Cores,
        Runtime = Runtime,
        MachineName = MachineName,
        ProcessId = ProcessId,
        CommandLine = CommandLine,
        Parallel = Parallel,
        StartedAt = StoredTime.Read(StartedAt),
    };
}
