namespace Sweeper.Cli.Running;

/// <summary>How an experiment is to be run.</summary>
internal sealed record RunOptions
{
    /// <summary>The folder of the database, the reports and the models.</summary>
    public required string Results { get; init; }

    /// <summary>The folder with a folder per dataset.</summary>
    public required string Data { get; init; }

    /// <summary>Trials at once; null for what the experiment says, or else the machine's cores.</summary>
    public required int? Parallel { get; init; }

    /// <summary>How many further trials to train at most; null for all that are left.</summary>
    public int? Count { get; init; }

    /// <summary>The graphics processors that trials may use, by their names; null for those that are found.</summary>
    public string? Gpus { get; init; }

    /// <summary>Whether trials train on a Slurm cluster.</summary>
    public bool IsOnSlurm { get; init; }

    /// <summary>Whether to return when the trials are submitted there.</summary>
    public bool IsDetached { get; init; }

    /// <summary>Whether to start a new sweep even if there is one to carry on with.</summary>
    public required bool Fresh { get; init; }

    /// <summary>Whether to measure at the end how the best trials do on disturbed images and together.</summary>
    public required bool MeasureBest { get; init; }

    /// <summary>Whether to write the report at the end.</summary>
    public required bool WriteReport { get; init; }

    /// <summary>Whether to print a line for each epoch instead of drawing progress.</summary>
    public required bool Plain { get; init; }

    /// <summary>The command as it was given, for the record.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }
}
