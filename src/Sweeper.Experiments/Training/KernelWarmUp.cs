using Sweeper.Experiments.Hyperparameters;
using Sweeper.Experiments.Planning;
using Sweeper.Neural.Datasets;
using Sweeper.Neural.Shapes;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Training;

/// <summary>
/// Has the kernels that an experiment needs compiled while something else, such as reading its data, keeps the process waiting: otherwise the
/// first epoch would pay for it. Trains one step of its first cell on made-up images; no result depends on it.
/// </summary>
public static class KernelWarmUp
{
    // As many as a step usually has, of the usual size, with about the ink that written digits have.
    private const int Images = 128;
    private const int Side = 28;
    private const int Classes = 10;
    private const int InkEvery = 5;

    // Compiling takes as long for a small network; a large one would take longer to train than its kernels take to compile.
    private const long MostWeights = 2_000_000;

    /// <summary>Starts on a thread of its own. The task ends when the kernels are compiled; it never fails.</summary>
    public static Task Start(Experiment experiment) => Task.Factory.StartNew(
        () => Train(experiment), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Train(Experiment experiment)
    {
        if (ExperimentCells.First(experiment) is not HyperparameterValues cell)
            return;
        HyperparameterValues values = NetworkHyperparameters.Complete(cell.With(HyperparameterNames.Epochs, 1));
        if (NetworkSettings.From(values).Define(new FeatureShape(Side, Side, 1), Classes).WeightCount > MostWeights)
            return;
        try
        {
            var trial = new Trial
            {
                Number = 1, Repeat = 1, Identity = TrialIdentity.Of(values, 1), Seed = 1, Values = values, PlannedEpochs = 1,
            };
            var data = TrainingData.Of(MadeUp());

            // Alone and shared among cores: which it will be shows only when the data are there.
            foreach (int cores in new[] { 1, 2 })
                new NetworkTrialRunner(data, experiment.Evaluation, TimeProvider.System, cores).Run(trial, new EpochTimeMonitor());
        }
        catch (Exception)
        {
            // Whatever is wrong with the experiment shows in its own trials, with the message that belongs there.
        }
    }

    private static Dataset MadeUp() => new()
    {
        Name = "made up",
        Train = MadeUpImages(),
        Test = MadeUpImages(),
        ClassNames = [.. Enumerable.Range(0, Classes).Select(i => $"{i}")],
        Checksum = "",
    };

    private static LabelledImages MadeUpImages() => new(
        Side,
        Side,
        [.. Enumerable.Range(0, Images * Side * Side).Select(i => (byte)(i % InkEvery == 0 ? 255 : 0))],
        [.. Enumerable.Range(0, Images).Select(i => (byte)(i % Classes))]);
}
