namespace Sweeper.Benchmarks.Published;

/// <summary>
/// A figure that the author of a system published, and how it is found in the results of the experiment that repeats it.
/// </summary>
internal sealed record PublishedFigure
{
    /// <summary>The name of the experiment.</summary>
    public required string Experiment { get; init; }

    /// <summary>What the figure is.</summary>
    public required string Figure { get; init; }

    /// <summary>As it was published.</summary>
    public required string Published { get; init; }

    /// <summary>
    /// SQL over the views, in which <c>:sweep</c> and <c>:number</c> are the name and the number of the sweep: a row for each
    /// trial that measures the figure, with its number <c>trial</c> and the figure <c>value</c>. The value is not asked for with
    /// <see cref="ShiftRight"/>.
    /// </summary>
    public required string Query { get; init; }

    public FigureUnit Unit { get; init; }

    /// <summary>Null, or how far the test images are moved before the trials' saved networks are measured on them.</summary>
    public int? ShiftRight { get; init; }

    /// <summary>Whether the number of weights is told with it.</summary>
    public bool Weights { get; init; }

    /// <summary>Sentences under the table: why the figure was not reached, or what it is of; null for nothing.</summary>
    public string? Note { get; init; }
}
