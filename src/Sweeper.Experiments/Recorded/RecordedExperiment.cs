using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Experiments.Recorded;

/// <summary>The experiment of a recorded sweep, as it was run.</summary>
public static class RecordedExperiment
{
    /// <summary>Reads it again from the text that was recorded.</summary>
    /// <exception cref="SweeperException">Its text is not valid for this version.</exception>
    public static Experiment Of(SweepRecord sweep, ExperimentLoader loader)
    {
        ExperimentLoadResult loaded = Load(sweep, loader);
        return loaded.Experiment ?? throw new SweeperException(
            $"the experiment of '{sweep.Reference}' is not valid any more: {loaded.Errors[0]}", FailureKind.Input);
    }

    /// <summary>The same; null when its text is not valid for this version.</summary>
    public static Experiment? Find(SweepRecord sweep, ExperimentLoader loader) => Load(sweep, loader).Experiment;

    private static ExperimentLoadResult Load(SweepRecord sweep, ExperimentLoader loader)
    {
        string[] settings = [.. sweep.Facts.Where(f => f.Key == ExperimentFacts.SetOnCommandLine).Select(f => f.Value)];
        return loader.Load(sweep.ExperimentText, sweep.ExperimentFile, settings);
    }
}
