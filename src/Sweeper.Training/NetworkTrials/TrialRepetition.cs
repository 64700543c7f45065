using System.Collections.Immutable;
using Sweeper.Experiments;
using Sweeper.Experiments.Prepared;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Kinds;
using Sweeper.Training.LoadedData;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.NetworkTrials;

/// <summary>Trains recorded trials a second time.</summary>
/// <param name="reader">Where they are recorded.</param>
/// <param name="experiment">Their experiment.</param>
/// <param name="data">The images that they were trained on.</param>
/// <param name="time">Measures the epochs.</param>
internal sealed class TrialRepetition(ISweepReader reader, Experiment experiment, TrainingData data, TimeProvider time)
{
    /// <summary>Trains a trial again and compares.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="record">The trial.</param>
    /// <exception cref="SweeperException">The trial has no epoch to compare.</exception>
    public TrialVerification Compare(SweepRecord sweep, TrialRecord record)
    {
        if (!record.State.IsDone() || record.LastEpoch is not int last
            || !reader.ReadEpochs(sweep).TryGetValue(record.Number, out ImmutableArray<EpochMetrics> recorded))
        {
            string trial = FormattableString.Invariant($"trial {record.Number} of '{sweep.Reference}' is {record.State.Name()}");
            throw new SweeperException(
                $"{trial} and has no result that could be compared; choose one that has ended", FailureKind.Input);
        }

        var monitor = new ReplayMonitor(new EpochTracker(experiment.Objective, experiment.EarlyStopping), last);
        TrialResult result = new NetworkTrialRunner(data, experiment.Evaluation, time, Environment.ProcessorCount)
            .Run(record.ToTrial(), monitor);
        var first = recorded.SelectMany(e => e.Metrics.Select(m => (e.Epoch, m.Metric, m.Value)))
            .ToDictionary(m => (m.Epoch, m.Metric), m => m.Value);
        var again = monitor.Epochs.SelectMany(e => e.Metrics.Select(m => (e.Epoch, m.Metric, m.Value)))
            .Concat(result.FinalMetrics.Select(m => (record.BestEpoch ?? last, m.Metric, m.Value)))
            .ToDictionary(m => (Epoch: m.Item1, m.Metric), m => m.Value);
        return new TrialVerification
        {
            Compared = first.Count,
            Differences =
            [
                .. first.Keys.Union(again.Keys).Order()
                    .Select(key => (key.Epoch, key.Metric, Recorded: Find(first, key), Again: Find(again, key)))
                    .Where(d => Bits(d.Recorded) != Bits(d.Again)),
            ],
            HasSameWeights = SameWeights(sweep, record, result),
        };
    }

    private bool? SameWeights(SweepRecord sweep, TrialRecord record, TrialResult result)
    {
        byte[]? recorded;
        try
        {
            recorded = reader.ReadAttachment(sweep, record.Number, ModelFile.AttachmentName);
        }
        catch (ChangedFileException)
        {
            // That the file has other weights than were written is what is asked here, and no reason not to answer.
            return false;
        }

        ReadOnlyMemory<byte>? again = result.Attachments.FirstOrDefault(a => a.Name == ModelFile.AttachmentName)?.Content;
        if (recorded is null)
            return null;
        string name = FormattableString.Invariant($"{sweep.Reference}/{record.Number}");
        return again is { } model && SavedNetwork.Load(recorded, name).HasSameWeights(SavedNetwork.Load(model.ToArray(), name));
    }

    private static double? Find(Dictionary<(int Epoch, string Metric), double> metrics, (int Epoch, string Metric) key) =>
        metrics.TryGetValue(key, out double value) ? value : null;

    // A database keeps no NaN apart from another.
    private static long? Bits(double? value) =>
        value is double number ? BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number) : null;
}
