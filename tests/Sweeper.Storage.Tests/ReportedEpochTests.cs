using System.Collections.Immutable;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

/// <summary>Epochs of trials that report values in any order, and go on by themselves.</summary>
public sealed class ReportedEpochTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SweepPlan _plan = Sample.Plan();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AmendEpoch_LaterValueOfAMetric_TakesThePlaceOfTheEarlier()
    {
        InJournal(journal =>
        {
            journal.StartTrial(Trial);
            journal.RecordEpoch(Trial, Sample.Epoch(3, 0.5));
            journal.AmendEpoch(Trial, Epoch(3, ("validation_loss", 0.25), ("seconds", double.NaN)));
            journal.AmendEpoch(Trial, Epoch(1, ("validation_accuracy", 0.75)));
            journal.RecordEpoch(Trial, Sample.Epoch(4, 0.5));
            journal.EndTrial(Trial, Sample.Outcome(lastEpoch: 4, bestEpoch: 1, objective: 0.75), new TrialResult());
        });

        (TrialRecord trial, ImmutableArray<EpochMetrics> epochs) = Read();
        Assert.Equal([1, 3, 4], epochs.Select(e => e.Epoch));
        Assert.Equal((0.5, 0.25, double.NaN),
            (epochs[1].Find("validation_accuracy"), epochs[1].Find("validation_loss"), epochs[1].Find("seconds")));
        Assert.Equal(0.25, epochs[1].DurationSeconds);
        Assert.Equal((4, 1, 0.75), (trial.LastEpoch, trial.BestEpoch, trial.Objective));
    }

    [Fact]
    public void AmendEpoch_ManyAtOnce_AreAllThere()
    {
        InJournal(journal =>
        {
            journal.StartTrial(Trial);
            for (int epoch = 200; epoch >= 0; epoch--)
                journal.AmendEpoch(Trial, Epoch(epoch, ("loss", epoch)));
            journal.EndTrial(Trial, Sample.Outcome(lastEpoch: 200), new TrialResult());
        });

        Assert.Equal(Enumerable.Range(0, 201), Read().Epochs.Select(e => e.Epoch));
    }

    [Theory]
    [InlineData(TrialState.Failed)]
    [InlineData(TrialState.Interrupted)]
    public void StartTrial_ResumesByItself_HasWhatTheEarlierAttemptReported(TrialState state)
    {
        InJournal(journal =>
        {
            Assert.False(journal.StartTrial(Trial, resumesByItself: true).IsRestarted);
            for (int epoch = 1; epoch <= 4; epoch++)
                journal.RecordEpoch(Trial, Sample.Epoch(epoch, epoch / 10.0));
            journal.EndTrial(Trial, Sample.Outcome(state, lastEpoch: 4, bestEpoch: null, objective: null), new TrialResult());
        });
        InJournal(journal =>
        {
            EarlierAttempt earlier = journal.StartTrial(Trial, resumesByItself: true);
            Assert.True(earlier.IsRestarted);
            Assert.Equal([1, 2, 3, 4], earlier.Epochs.Select(e => e.Epoch));
            journal.RecordEpoch(Trial, Sample.Epoch(3, 0.9));
            journal.EndTrial(Trial, Sample.Outcome(lastEpoch: 3, bestEpoch: 3, objective: 0.9), new TrialResult());
        });

        Assert.Equal([0.1, 0.2, 0.9], Read().Epochs.Select(e => e.Find("validation_accuracy")!.Value));
    }

    private Trial Trial => _plan.Trials[0];

    private static EpochMetrics Epoch(int epoch, params (string Metric, double Value)[] values) =>
        new() { Epoch = epoch, Metrics = [.. values.Select(v => new MetricValue(v.Metric, v.Value))], DurationSeconds = 9 };

    private void InJournal(Action<ISweepJournal> action)
    {
        using var store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        action(store.Open(_plan, Sample.Environment, fresh: false));
    }

    private (TrialRecord Trial, ImmutableArray<EpochMetrics> Epochs) Read()
    {
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = Assert.Single(reader.ReadSweeps());
        return (reader.ReadTrials(sweep)[0], reader.ReadEpochs(sweep)[1]);
    }
}
