using System.Collections.Immutable;
using Sweeper.Datasets.Published;

namespace Sweeper.Datasets.Idx;

/// <summary>A published dataset of four IDX files and where it can be had.</summary>
public sealed record IdxDatasetSource : IDatasetSource
{
    public required string Name { get; init; }

    public required DatasetFile TrainImages { get; init; }

    public required DatasetFile TrainLabels { get; init; }

    public required DatasetFile TestImages { get; init; }

    public required DatasetFile TestLabels { get; init; }

    /// <summary>
    /// Folders on the web that hold the four files with <c>.gz</c> after their names, asked in this order. Each ends with a
    /// slash.
    /// </summary>
    public required ImmutableArray<Uri> Mirrors { get; init; }

    /// <summary>By label.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <summary>All four, training set first.</summary>
    public IEnumerable<DatasetFile> Files => [TrainImages, TrainLabels, TestImages, TestLabels];

    public Task<Dataset> LoadAsync(
        string dataRoot, IProgress<string>? progress = null, CancellationToken cancellationToken = default) =>
        IdxDatasetLoader.LoadAsync(this, dataRoot, progress, cancellationToken);

    public Task FetchMissingAsync(string dataRoot, IProgress<string>? progress, CancellationToken cancellationToken) =>
        IdxDatasetLoader.FetchMissingAsync(this, dataRoot, progress, cancellationToken);

    public IEnumerable<PublishedFile> Inspect(string dataRoot) => IdxDatasetLoader.Inspect(this, dataRoot);
}
