using Sweeper.Experiments.Planning;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Experiments.Training;

/// <summary>The images that a recorded sweep was trained and measured on.</summary>
public static class RecordedDataset
{
    /// <summary>The experiment of a sweep, as it was run.</summary>
    /// <exception cref="SweeperException">Its text is not valid for this version.</exception>
    public static Experiment Experiment(SweepRecord sweep)
    {
        ExperimentLoadResult loaded = Load(sweep);
        return loaded.Experiment ?? throw new SweeperException(
            $"the experiment of '{sweep.Reference}' is not valid any more: {loaded.Errors[0]}", FailureKind.Input);
    }

    /// <summary>The same; null when its text is not valid for this version.</summary>
    internal static Experiment? FindExperiment(SweepRecord sweep) => Load(sweep).Experiment;

    /// <summary>Loads the images and makes sure that they are the same.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="dataFolder">The folder with a folder per dataset.</param>
    /// <param name="progress">Is told what is being fetched.</param>
    /// <param name="cancellationToken">Ends a download.</param>
    /// <exception cref="SweeperException">The data are missing or damaged, or are other ones than then.</exception>
    public static async Task<TrainingData> LoadAsync(
        SweepRecord sweep, string dataFolder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        TrainingData data = await TrainingData.LoadAsync(Experiment(sweep), dataFolder, progress, cancellationToken).ConfigureAwait(false);
        string? recorded = sweep.Facts.FirstOrDefault(f => f.Key == TrainingData.ChecksumFact).Value;
        if (recorded is not null && recorded != data.Dataset.Checksum)
        {
            throw new SweeperException(
                $"the images of {data.Dataset.Name} are not those that '{sweep.Reference}' was trained on: their SHA-256 is {data.Dataset.Checksum}, and was {recorded}; name the folder with the same images with --data",
                FailureKind.Environment);
        }

        return data;
    }

    private static ExperimentLoadResult Load(SweepRecord sweep)
    {
        string[] settings = [.. sweep.Facts.Where(f => f.Key == ExperimentFacts.SetOnCommandLine).Select(f => f.Value)];
        return ExperimentLoader.Load(sweep.ExperimentText, sweep.ExperimentFile, settings);
    }
}
