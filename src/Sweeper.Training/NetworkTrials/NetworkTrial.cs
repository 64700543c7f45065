using System.Collections.Immutable;
using Sweeper.Datasets.Augmentation;
using Sweeper.Datasets;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Regularizers;
using Sweeper.Neural.Schedules;
using Sweeper.Neural.Threading;
using Sweeper.Neural.Training;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Hyperparameters;
using Sweeper.Training.LoadedData;
using Sweeper.Training.Metrics;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.NetworkTrials;

/// <summary>The training of one network, from its first weights to its test result.</summary>
internal sealed class NetworkTrial : IDisposable
{
    // Streams of one trial's seed, so that a longer initialization does not change the order of the images.
    private const ulong WeightStream = 1;
    private const ulong OrderStream = 2;
    private const ulong DropoutStream = 3;
    private const ulong AugmentationStream = 4;

    private readonly Trial _trial;
    private readonly NetworkSettings _settings;
    private readonly TrainingData _data;
    private readonly EvaluationSettings _evaluation;
    private readonly TimeProvider _time;
    private readonly Network<float> _network;
    private readonly ImageAugmenter? _augmenter;
    private readonly Trainer<float> _trainer;
    private readonly WeightSnapshot<float> _best;
    private readonly RandomSource _order;
    private readonly TrainingState _state;
    private readonly StepLosses? _stepLosses;
    private readonly LearningRatePlan _learningRates;
    private readonly int _batchSize;

    public NetworkTrial(
        Trial trial, NetworkSettings settings, TrainingData data, EvaluationSettings evaluation, TimeProvider time,
        WorkerTeam? team)
    {
        (_trial, _settings, _data, _evaluation, _time) = (trial, settings, data, evaluation, time);
        NetworkDefinition definition = Definition(settings, data);
        _batchSize = BatchSize(trial, data);
        RandomSource dropout = RandomSource.FromSeed((ulong)trial.Seed, DropoutStream);
        _network = new Network<float>(
            definition,
            RandomSource.FromSeed((ulong)trial.Seed, WeightStream),
            dropout,
            team);
        _order = RandomSource.FromSeed((ulong)trial.Seed, OrderStream);
        _learningRates = new LearningRatePlan(
            settings.LearningRate,
            settings.Schedule,
            settings.WarmupEpochs,
            Trainer<float>.StepsOf(data.Train.Count, _batchSize, settings.DropLast),
            settings.Epochs);
        if (settings.Augmentation is { } augmentation)
            _augmenter = new ImageAugmenter(
                augmentation, RandomSource.FromSeed((ulong)trial.Seed, AugmentationStream).NextUInt64());
        IOptimizer<float> optimizer = settings.Optimizer.Create<float>();
        _stepLosses = evaluation.LossEvery is int every ? new StepLosses(every) : null;
        _trainer = new Trainer<float>(
            _network,
            settings.Loss.Create<float>(),
            optimizer,
            data.PixelScale)
        {
            DropsLast = settings.DropLast,
            GradientRules = Rules(settings),
            Augmenter = _augmenter,
            StepLosses = _stepLosses,
        };
        _best = new WeightSnapshot<float>(_network);
        _state = new TrainingState(
            _network, _best, optimizer, settings.Optimizer.Kind.StatesPerWeight, _order, dropout, _stepLosses);
    }

    public void Dispose() => _augmenter?.Dispose();

    public TrialResult Run(ITrialMonitor monitor)
    {
        int resumed = monitor.Resume(_state.Read) ?? 0;
        if (_settings.Epochs == 0)
        {
            long started = _time.GetTimestamp();
            EndEpoch(monitor, 0, _trainer.Evaluate(_data.Train), started);
        }

        for (int epoch = resumed + 1; epoch <= _settings.Epochs; epoch++)
        {
            long started = _time.GetTimestamp();
            SubsetMetrics train = _trainer.TrainEpoch(_data.Train, _batchSize, _learningRates, epoch, _order);
            if (_evaluation.Train == TrainEvaluation.Full)
                train = _trainer.Evaluate(_data.Train);
            EpochDecision decision = EndEpoch(monitor, epoch, train, started);
            if (decision.StopState is null or TrialState.Interrupted)
                monitor.OfferCheckpoint(_state.Write);
            if (decision.StopState == TrialState.Interrupted)
                return new TrialResult();
            if (decision.ShouldStop)
                break;
        }

        return _best.HasValue ? MeasureBest() : new TrialResult();
    }

    /// <summary>About how many bytes the training of a trial needs.</summary>
    /// <exception cref="TrialRefusedException">It needs more than there is.</exception>
    public static Int128 MeasureMemory(
        Trial trial, NetworkSettings settings, TrainingData data, int threads, MachineMemory memory) =>
        NetworkMemory.Measure(
            Definition(settings, data),
            Math.Max(BatchSize(trial, data), Classifier.Rows),
            settings.Optimizer.Kind.StatesPerWeight,
            threads,
            memory);

    private static int BatchSize(Trial trial, TrainingData data) =>
        BatchSizeHyperparameter.ImagesOf(trial.Values[HyperparameterNames.BatchSize], data.Train.Count);

    private static NetworkDefinition Definition(NetworkSettings settings, TrainingData data) =>
        settings.Define(data.Dataset.Train.Shape, data.Dataset.ClassNames.Length);

    // The norm that is limited is that of the loss's own gradient, as where penalties belong to the optimiser.
    private static ImmutableArray<IGradientRule<float>> Rules(NetworkSettings settings)
    {
        var rules = ImmutableArray.CreateBuilder<IGradientRule<float>>();
        if (settings.GradientClip is double norm)
            rules.Add(new GradientClip<float>(norm));
        if (settings.WeightDecay > 0 || settings.L1 > 0)
            rules.Add(new WeightPenalty<float>(settings.WeightDecay, settings.L1));
        return rules.ToImmutable();
    }

    private EpochDecision EndEpoch(ITrialMonitor monitor, int epoch, SubsetMetrics train, long started)
    {
        var metrics = ImmutableArray.CreateBuilder<MetricValue>();
        metrics.AddRange(NetworkMetrics.Of("train", train, _data.TargetDeviation));
        if (_data.Validation is not null)
            metrics.AddRange(NetworkMetrics.Of("validation", _trainer.Evaluate(_data.Validation), _data.TargetDeviation));
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

    /// <summary>The test result of the best epoch, and what shows how its network reads the test set.</summary>
    private TrialResult MeasureBest()
    {
        _best.Restore();
        if (_data.Table is { IsRegression: true } table)
            return MeasureNumbers(table);
        var record = new BestEpochRecord(_network, _settings.Loss, _data);
        return new TrialResult
        {
            FinalMetrics = _evaluation.Test == TestEvaluation.End ? TestMetrics(record.Test) : [],
            Attachments =
            [
                record.Confusion().ToAttachment(),
                ModelFile.Attachment(_network, _trial.Values, _data),
                .. record.Attachments(),
                record.MeasurePrecision(_best).ToAttachment(),
                .. StepLossCurve(),
            ],
        };
    }

    private TrialResult MeasureNumbers(Table table)
    {
        float[] outputs = new float[_data.Test.Count];
        SubsetMetrics test = new Classifier(_network, _settings.Loss, _data.PixelScale).Predict(_data.Test, outputs);
        return new TrialResult
        {
            FinalMetrics = _evaluation.Test == TestEvaluation.End ? TestMetrics(test) : [],
            Attachments = [ModelFile.Attachment(_network, _trial.Values, _data), .. Predictions(table, outputs),
                .. StepLossCurve()],
        };
    }

    // Numbers beyond all bounds have no place in a picture.
    private IEnumerable<TrialAttachment> Predictions(Table table, float[] outputs)
    {
        if (!outputs.All(float.IsFinite))
            yield break;
        yield return new NumberPredictions
        {
            Target = table.Target,
            Subset = "test",
            True = [.. _data.Dataset.Test.Targets],
            Predicted = [.. outputs.Select(o => (o * table.TargetDeviation) + table.TargetMean)],
        }.ToAttachment();
    }

    private IEnumerable<TrialAttachment> StepLossCurve()
    {
        if (_stepLosses is { Points.Length: > 0 } losses)
            yield return new StepCurve { Every = losses.Every, StepsPerEpoch = _learningRates.StepsPerEpoch,
                Values = [.. losses.Points.ToArray().Select(l => float.IsFinite(l) ? l : (float?)null)] }.ToAttachment();
    }

    private ImmutableArray<MetricValue> TestMetrics(SubsetMetrics test) =>
        NetworkMetrics.Of("test", test, _data.TargetDeviation);
}
