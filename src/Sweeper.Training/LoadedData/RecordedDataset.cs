using Sweeper.Experiments.Recorded;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;
using Sweeper.Training.Kinds;

namespace Sweeper.Training.LoadedData;

/// <summary>The images that a recorded sweep was trained and measured on.</summary>
public static class RecordedDataset
{
    /// <summary>Loads the images and makes sure that they are the same.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="dataFolder">The folder with a folder per dataset.</param>
    /// <param name="progress">Is told what is being fetched.</param>
    /// <param name="cancellationToken">Ends a download.</param>
    /// <exception cref="SweeperException">The data are missing or damaged, or are other ones than then.</exception>
    public static async Task<TrainingData> LoadAsync(
        SweepRecord sweep, string dataFolder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        TrainingData data = await TrainingData.LoadAsync(RecordedExperiment.Of(sweep, NetworkTrialKind.Loader), dataFolder,
            progress, cancellationToken).ConfigureAwait(false);
        string? recorded = sweep.Facts.FirstOrDefault(f => f.Key == TrainingData.ChecksumFact).Value;
        if (recorded is not null && recorded != data.Dataset.Checksum)
        {
            throw new SweeperException(
                $"the images of {data.Dataset.Name} are not those that '{sweep.Reference}' was trained on: their SHA-256 is "
                    + $"{data.Dataset.Checksum}, and was {recorded}; name the folder with the same images with --data",
                FailureKind.Environment);
        }

        return data;
    }
}
