using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Models;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Training;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Training;

/// <summary>The training of one network, from its first weights to its test result.</summary>
internal sealed class NetworkTrial
{
    // Streams of one trial's seed, so that a longer initialization does not change the order of the images.
    private const ulong WeightStream = 1;
    private const ulong OrderStream = 2;

    private const double PixelScale = 1 / 255.0;

    // Batches of an evaluation when training uses smaller ones.
    private const int LeastRows = 256;

    private readonly Trial _trial;
    private readonly NetworkSettings _settings;
    private readonly TrainingData _data;
    private readonly EvaluationSettings _evaluation;
    private readonly TimeProvider _time;
    private readonly Network<float> _network;
    private readonly Trainer<float> _trainer;
    private readonly WeightSnapshot<float> _best;
    private readonly RandomSource _order;
    private readonly int _batchSize;

    public NetworkTrial(Trial trial, NetworkSettings settings, TrainingData data, EvaluationSettings evaluation, TimeProvider time)
    {
        (_trial, _settings, _data, _evaluation, _time) = (trial, settings, data, evaluation, time);
        var definition = new NetworkDefinition
        {
            InputSize = data.Dataset.Train.PixelCount,
            HiddenSizes = settings.HiddenSizes,
            OutputSize = data.Dataset.ClassNames.Length,
            Activation = settings.Activation,
            Initializer = settings.Initializer,
        };
        _batchSize = settings.BatchSize ?? data.Train.Count;
        NetworkMemory.Check(definition, Math.Max(_batchSize, LeastRows));

        _network = new Network<float>(definition, RandomSource.FromSeed((ulong)trial.Seed, WeightStream));
        _order = RandomSource.FromSeed((ulong)trial.Seed, OrderStream);
        ILoss<float> loss = LossFunctions.Create<float>(settings.Loss, settings.Output);
        _trainer = new Trainer<float>(_network, loss, new SgdOptimizer<float>(), PixelScale);
        _best = new WeightSnapshot<float>(_network);
    }

    public TrialResult Run(ITrialMonitor monitor)
    {
        if (_settings.Epochs == 0)
        {
            long started = _time.GetTimestamp();
            EndEpoch(monitor, 0, _trainer.Evaluate(_data.Train), started);
        }

        for (int epoch = 1; epoch <= _settings.Epochs; epoch++)
        {
            long started = _time.GetTimestamp();
            SubsetMetrics train = _trainer.TrainEpoch(_data.Train, _batchSize, _settings.LearningRate, _order);
            if (_evaluation.Train == TrainEvaluation.Full)
                train = _trainer.Evaluate(_data.Train);
            EpochDecision decision = EndEpoch(monitor, epoch, train, started);
            if (decision.StopState == TrialState.Interrupted)
                return new TrialResult();
            if (decision.ShouldStop)
                break;
        }

        return _best.HasValue ? MeasureBest() : new TrialResult();
    }

    private EpochDecision EndEpoch(ITrialMonitor monitor, int epoch, SubsetMetrics train, long started)
    {
        var metrics = ImmutableArray.CreateBuilder<MetricValue>();
        metrics.Add(new MetricValue(NetworkMetrics.TrainLoss, train.Loss));
        metrics.Add(new MetricValue(NetworkMetrics.TrainAccuracy, train.Accuracy));
        if (_data.Validation is not null)
        {
            SubsetMetrics validation = _trainer.Evaluate(_data.Validation);
            metrics.Add(new MetricValue(NetworkMetrics.ValidationLoss, validation.Loss));
            metrics.Add(new MetricValue(NetworkMetrics.ValidationAccuracy, validation.Accuracy));
        }

        if (_evaluation.Test == TestEvaluation.EachEpoch)
            metrics.AddRange(TestMetrics(_trainer.Evaluate(_data.Test)));

        EpochDecision decision = monitor.EndEpoch(new EpochMetrics
        {
            Epoch = epoch,
            Metrics = metrics.ToImmutable(),
            DurationSeconds = _time.GetElapsedTime(started).TotalSeconds,
        });
        if (decision.IsBest)
            _best.Take();
        return decision;
    }

    /// <summary>The test result, the confusion matrix and the weights of the best epoch.</summary>
    private TrialResult MeasureBest()
    {
        _best.Restore();
        byte[] predictions = new byte[_data.Test.Count];
        SubsetMetrics test = _trainer.Evaluate(_data.Test, predictions);
        return new TrialResult
        {
            FinalMetrics = _evaluation.Test == TestEvaluation.End ? TestMetrics(test) : [],
            Attachments = [Confusion(predictions).ToAttachment(), Model()],
        };
    }

    private static ImmutableArray<MetricValue> TestMetrics(SubsetMetrics test) =>
        [new(NetworkMetrics.TestLoss, test.Loss), new(NetworkMetrics.TestAccuracy, test.Accuracy)];

    private ConfusionMatrix Confusion(byte[] predictions)
    {
        ImmutableArray<string> classes = _data.Dataset.ClassNames;
        int[][] counts = [.. classes.Select(_ => new int[classes.Length])];
        for (int i = 0; i < predictions.Length; i++)
            counts[_data.Dataset.Test.Labels[_data.Test.Indices[i]]][predictions[i]]++;
        return new ConfusionMatrix { Classes = classes, Counts = [.. counts.Select(row => row.ToImmutableArray())], Subset = "test" };
    }

    private TrialAttachment Model() => new()
    {
        Name = "model",
        MediaType = "application/octet-stream",
        File = new AttachmentFile("models", ".safetensors"),
        Content = SafetensorsFile.Write(_network.Weights, new Dictionary<string, string>
        {
            ["format"] = "y = x·weight + bias, weight [inputs, units]; an activation after every layer but the last",
            ["hyperparameters"] = _trial.Values.Canonical,
            ["dataset"] = _data.Dataset.Name,
            ["input_scale"] = PixelScale.ToString("R", CultureInfo.InvariantCulture),
            ["classes"] = string.Join(',', _data.Dataset.ClassNames),
        }),
    };
}
