using Sweeper.Datasets;
using Sweeper.Neural.Images;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Hyperparameters;
using Sweeper.Training.LoadedData;
using Sweeper.Training.Metrics;
using Sweeper.Training.NetworkTrials;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.Tests;

/// <summary>
/// A trial on random images of any size and number of channels, in which each class is brighter in another part.
/// </summary>
internal sealed class MadeUpTrial
{
    private const int Classes = 3;

    private readonly TrialResult _result;

    /// <param name="values">The hyperparameters that are not at their defaults, as JSON.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">Numbers per pixel.</param>
    public MadeUpTrial(string values, int width, int height, int channels)
    {
        Data = TrainingData.Of(new Dataset
        {
            Name = "made up",
            Train = Images(width, height, channels, 120, 1),
            Test = Images(width, height, channels, 60, 2),
            ClassNames = ["a", "b", "c"],
            Checksum = "",
        });
        HyperparameterValues complete = NetworkHyperparameters.Table.Complete(
            new HyperparameterValues(((MapValue)HyperparameterValue.Parse(values)).Entries));
        int epochs = (int)((NumberValue)complete[HyperparameterNames.Epochs]).Number;
        var trial = new Trial { Number = 1, Repeat = 1, Identity = TrialIdentity.Of(complete, 1), Seed = 5, Values = complete,
            PlannedEpochs = epochs };
        var runner = new NetworkTrialRunner(
            Data, new EvaluationSettings { Train = TrainEvaluation.Running, Test = TestEvaluation.End }, TimeProvider.System);
        _result = runner.Run(
            trial, new RecordingMonitor(new EpochTracker(new Objective(NetworkMetrics.TrainLoss, Goal.Minimize), null)));
        Network = SavedNetwork.Load(Content("model"), "made-up/1");
    }

    public TrainingData Data { get; }

    public LabelledImages Test => Data.Dataset.Test;

    public SavedNetwork Network { get; }

    public byte[] Content(string name) => _result.Attachments.Single(a => a.Name == name).Content.ToArray();

    private static LabelledImages Images(int width, int height, int channels, int count, int seed)
    {
        var random = new Random(seed);
        int size = width * height * channels;
        byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % Classes))];
        byte[] pixels = new byte[count * size];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i % size * Classes / size == labels[i / size] ? random.Next(60, 256) : random.Next(0, 180));
        return new LabelledImages(width, height, pixels, labels, channels);
    }
}
