namespace Sweeper.Datasets.Published;

/// <summary>A published dataset and where it can be had.</summary>
public interface IDatasetSource
{
    /// <summary>The name experiments call it by, and of its folder in the data folder.</summary>
    string Name { get; }

    /// <summary>Loads it from its folder in <paramref name="dataRoot"/>, after fetching what is not there.</summary>
    /// <param name="dataRoot">The folder with a folder per dataset.</param>
    /// <param name="progress">Is told of each file that is fetched, in a sentence.</param>
    /// <param name="cancellationToken">Ends a download.</param>
    /// <exception cref="DatasetException">
    /// A file is damaged, or missing and no mirror gave it; the message says what to do.
    /// </exception>
    Task<Dataset> LoadAsync(string dataRoot, IProgress<string>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Fetches the files that are not there, from the first mirror that gives the right one. None is replaced.
    /// </summary>
    /// <exception cref="DatasetException">No mirror gave a file, or it cannot be written.</exception>
    Task FetchMissingAsync(string dataRoot, IProgress<string>? progress, CancellationToken cancellationToken);

    /// <summary>Looks for its files and at what is in them.</summary>
    /// <exception cref="DatasetException">A file cannot be read.</exception>
    IEnumerable<PublishedFile> Inspect(string dataRoot);
}
