using System.Collections.Immutable;
using Sweeper.Experiments;
using Sweeper.Experiments.Recorded;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Kinds;
using Sweeper.Training.LoadedData;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.NetworkTrials;

/// <summary>What came of training a trial a second time.</summary>
public sealed record TrialVerification
{
    /// <summary>How many metrics of how many epochs were compared.</summary>
    public required int Compared { get; init; }

    /// <summary>The metrics that differ in any bit: epoch, name, recorded and new value; null where there is none.</summary>
    public required ImmutableArray<(int Epoch, string Metric, double? Recorded, double? Again)> Differences { get; init; }

    /// <summary>Whether every weight has the same bits; null where no weights were kept.</summary>
    public required bool? HasSameWeights { get; init; }

    /// <summary>Whether nothing differs.</summary>
    public bool IsSame => Differences.IsEmpty && HasSameWeights != false;

    /// <summary>Trains a trial again and compares.</summary>
    /// <param name="reader">Where the trial is recorded.</param>
    /// <param name="sweep">Its sweep.</param>
    /// <param name="record">The trial; it has ended.</param>
    /// <param name="data">The images that it was trained on.</param>
    /// <param name="time">Measures the epochs.</param>
    /// <exception cref="SweeperException">The trial has no epoch to compare.</exception>
    public static TrialVerification Of(ISweepReader reader, SweepRecord sweep, TrialRecord record, TrainingData data, TimeProvider time)
    {
        if (!record.State.IsDone() || record.LastEpoch is not int last || !reader.ReadEpochs(sweep).TryGetValue(record.Number, out ImmutableArray<EpochMetrics> recorded))
        {
            throw new SweeperException(
                FormattableString.Invariant($"trial {record.Number} of '{sweep.Reference}' is {record.State.Name()} and has no result that could be compared; choose one that has ended"), FailureKind.Input);
        }

        Experiment experiment = RecordedExperiment.Of(sweep, NetworkTrialKind.Loader);
        var monitor = new ReplayMonitor(new EpochTracker(experiment.Objective, experiment.EarlyStopping), last);
        TrialResult result = new NetworkTrialRunner(data, experiment.Evaluation, time, Environment.ProcessorCount).Run(record.ToTrial(), monitor);
        var first = recorded.SelectMany(e => e.Metrics.Select(m => (e.Epoch, m.Metric, m.Value))).ToDictionary(m => (m.Epoch, m.Metric), m => m.Value);
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
            HasSameWeights = SameWeights(reader, sweep, record, result),
        };
    }

    private static bool? SameWeights(ISweepReader reader, SweepRecord sweep, TrialRecord record, TrialResult result)
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
    private static long? Bits(double? value) => value is double number ? BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number) : null;
}
