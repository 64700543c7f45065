using Sweeper.Datasets;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Neural.Images;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Shapes;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Hyperparameters;
using Sweeper.Training.Kinds;
using Sweeper.Training.LoadedData;

namespace Sweeper.Training.NetworkTrials;

/// <summary>
/// Has the kernels that an experiment needs compiled while something else, such as reading its data, keeps the process waiting:
/// otherwise the first epoch would pay for it. Trains one step of its first cell on made-up images; no result depends on it.
/// </summary>
public static class KernelWarmUp
{
    // Where only the files say.
    private const int UsualClasses = 10;
    private static readonly FeatureShape UsualShape = new(28, 28, 1);

    // As many as a step usually has, with about the ink that written digits have; fewer for networks that multiply much.
    private const int MostImages = 128;
    private const int LeastImages = 8;
    private const int InkEvery = 5;

    // Compiling takes as long for a small network; a large one would take longer to train than its kernels take to compile.
    // Plain loops are slower by two orders of magnitude.
    private const long MostWeights = 2_000_000;
    private const long MostMultiplications = MostWeights * MostImages;
    private const long MostPlainMultiplications = MostMultiplications / 100;

    /// <summary>Starts on a thread of its own. The task ends when the kernels are compiled; it never fails.</summary>
    public static Task Start(Experiment experiment) => Task.Factory.StartNew(
        () => Train(experiment), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Train(Experiment experiment)
    {
        if (ExperimentCells.First(experiment) is not HyperparameterValues cell)
            return;
        HyperparameterValues values = NetworkHyperparameters.Table.Complete(cell.With(HyperparameterNames.Epochs, 1));
        FeatureShape shape = experiment.Dataset.InputShape ?? UsualShape;
        int classes = experiment.Dataset.ClassCount ?? UsualClasses;
        NetworkDefinition definition = NetworkSettings.From(values).Define(shape, classes);
        int images = ImagesFor(definition);
        if (definition.WeightCount > MostWeights || images < LeastImages)
            return;
        try
        {
            var trial = new Trial
            {
                Number = 1, Repeat = 1, Identity = TrialIdentity.Of(values, 1), Seed = 1, Values = values, PlannedEpochs = 1,
            };
            var data = TrainingData.Of(MadeUp(shape, classes, images));

            // Alone and shared among cores: which it will be shows only when the data are there.
            foreach (int cores in new[] { 1, 2 })
                new NetworkTrialRunner(data, experiment.Evaluation, TimeProvider.System, cores)
                    .Run(trial, new EpochTimeMonitor());
        }
        catch (Exception)
        {
            // Whatever is wrong with the experiment shows in its own trials, with the message that belongs there.
        }
    }

    private static int ImagesFor(NetworkDefinition definition)
    {
        long most = definition.Kernel == KernelKind.Reference ? MostPlainMultiplications : MostMultiplications;
        return (int)Int128.Min(MostImages, most / (definition.Multiplications + definition.Input.Count));
    }

    private static Dataset MadeUp(FeatureShape shape, int classes, int images) => new()
    {
        Name = "made up",
        Train = MadeUpImages(shape, classes, images),
        Test = MadeUpImages(shape, classes, images),
        ClassNames = [.. Enumerable.Range(0, classes).Select(i => $"{i}")],
        Checksum = "",
    };

    private static LabelledImages MadeUpImages(FeatureShape shape, int classes, int images) => new(
        shape.Width,
        shape.Height,
        [.. Enumerable.Range(0, (int)(images * shape.Count)).Select(i => (byte)(i % InkEvery == 0 ? 255 : 0))],
        [.. Enumerable.Range(0, images).Select(i => (byte)(i % classes))],
        shape.Channels);
}
