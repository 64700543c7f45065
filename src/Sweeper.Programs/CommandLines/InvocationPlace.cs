namespace Sweeper.Programs.CommandLines;

/// <summary>Where an attempt of a trial runs.</summary>
public sealed record InvocationPlace
{
    /// <summary>The sweep, as <c>name</c> or <c>name#2</c>.</summary>
    public required string Sweep { get; init; }

    /// <summary>The trial's own folder; a full path.</summary>
    public required string TrialFolder { get; init; }

    /// <summary>The folder that outlives attempts; a full path.</summary>
    public required string CheckpointFolder { get; init; }

    /// <summary>The file to which the program may append metrics; a full path.</summary>
    public required string MetricsFile { get; init; }

    /// <summary>Which attempt it is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>
    /// The graphics processors that the attempt may use, as <c>CUDA_VISIBLE_DEVICES</c> names them; null where they are not
    /// handed out.
    /// </summary>
    public string? Gpus { get; init; }

    /// <summary>The folder in which <c>sweeper run</c> was started, against which relative paths hold; a full path.</summary>
    public string StartFolder { get; init; } = System.Environment.CurrentDirectory;

    /// <summary>What <c>${interpreter}</c> becomes.</summary>
    public string Interpreter { get; init; } = Interpreters.OfThisMachine();
}
