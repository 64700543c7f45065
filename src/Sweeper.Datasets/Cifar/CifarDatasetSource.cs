using System.Collections.Immutable;
using Sweeper.Datasets.Published;

namespace Sweeper.Datasets.Cifar;

/// <summary>A published dataset in the binary version of CIFAR-10 and CIFAR-100, and where it can be had.</summary>
public sealed record CifarDatasetSource : IDatasetSource
{
    public required string Name { get; init; }

    /// <summary>The tar archive with all files, which mirrors have with <c>.gz</c> after its name.</summary>
    public required DatasetFile Archive { get; init; }

    /// <summary>The folder that the files lie in within the archive.</summary>
    public required string Folder { get; init; }

    /// <summary>What holds the same images pickled for Python, which is not read: names of its folder and its archive.</summary>
    public required ImmutableArray<string> PythonVersion { get; init; }

    public required ImmutableArray<CifarFile> TrainFiles { get; init; }

    public required ImmutableArray<CifarFile> TestFiles { get; init; }

    /// <summary>Bytes before the pixels of an image, of which the last is its label.</summary>
    public required int LabelBytes { get; init; }

    /// <summary>Folders on the web that hold the archive, asked in this order. Each ends with a slash.</summary>
    public required ImmutableArray<Uri> Mirrors { get; init; }

    /// <summary>By label.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <summary>All files, training set first.</summary>
    public IEnumerable<CifarFile> Files => [.. TrainFiles, .. TestFiles];

    public Task<Dataset> LoadAsync(
        string dataRoot, IProgress<string>? progress = null, CancellationToken cancellationToken = default) =>
        CifarDatasetLoader.LoadAsync(this, dataRoot, DownloadLimits.Archives, progress, cancellationToken);

    public Task FetchMissingAsync(string dataRoot, IProgress<string>? progress, CancellationToken cancellationToken) =>
        CifarDatasetLoader.FetchMissingAsync(this, dataRoot, DownloadLimits.Archives, progress, cancellationToken);

    public IEnumerable<PublishedFile> Inspect(string dataRoot) => CifarDatasetLoader.Inspect(this, dataRoot);

    /// <summary>Bytes of an image with its labels.</summary>
    internal int RecordLength => LabelBytes + CifarRecords.ValueCount;
}

/// <summary>One file of the binary version of a CIFAR dataset.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="Records">How many images it has.</param>
public sealed record CifarFile(string Name, int Records);
