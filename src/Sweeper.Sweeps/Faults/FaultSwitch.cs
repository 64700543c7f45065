namespace Sweeper.Sweeps.Faults;

/// <summary>
/// Lets one chosen step of the file layer fail, to show that none of them loses data. For tests, which plan a fault within their
/// own process, or start another one with the variable <c>SWEEPER_FAULT</c>, such as <c>write:17</c>; users are not told of it.
/// </summary>
public static class FaultSwitch
{
    private static readonly PlannedFault? OfProcess = PlannedFault.Parse(Environment.GetEnvironmentVariable("SWEEPER_FAULT"));

    // Flows into every thread that is started while it is set, and into no other: tests run side by side.
    private static readonly AsyncLocal<PlannedFault?> OfFlow = new();

    /// <summary>Plans a fault for the calling thread and those it starts; null for none.</summary>
    public static void Plan(PlannedFault? fault) => OfFlow.Value = fault;

    /// <summary>To be called before each step; does nothing unless a fault is planned.</summary>
    /// <param name="step">What comes next.</param>
    /// <param name="path">The file that it is done to.</param>
    /// <exception cref="IOException">The step fails, because the disk is said to be full.</exception>
    public static void Before(FileStep step, string path) => (OfFlow.Value ?? OfProcess)?.Pass(step, path);
}

/// <summary>What Sweeper does to the files of a results folder, step by step.</summary>
public enum FileStep
{
    /// <summary>A file is opened or created.</summary>
    Open,

    /// <summary>Bytes are written and synced; a commit of the database counts as one.</summary>
    Write,

    /// <summary>A complete file takes its name.</summary>
    Rename,
}
