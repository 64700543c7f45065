using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

/// <summary>Trials that are started again: what is kept of earlier attempts, and how many there may be.</summary>
public sealed class AttemptTests : IDisposable
{
    private readonly InterruptedSweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void StartTrial_AfterAnInterruption_KeepsEveryEpochAndRecordsThemAnew()
    {
        _sweep.Interrupt(epochs: 5, checkpoint: 3);
        _sweep.Open(journal =>
        {
            journal.StartTrial(_sweep.Trial);
            journal.RecordEpoch(_sweep.Trial, Sample.Epoch(4, 0.4));
            journal.SaveCheckpoint(_sweep.Trial, 4, s => s.WriteByte(4));
            Assert.Equal([1, 2, 3, 4, 5], _sweep.Epochs());
        });

        // Killed again: the last epoch is the one that came furthest.
        _sweep.Open(_ => { });
        using SqliteSweepReader reader = SqliteSweepReader.Open(_sweep.Folder.Root);
        TrialRecord trial = reader.ReadTrials(reader.FindSweep("grid", null)!)[1];
        Assert.Equal((TrialState.Interrupted, 5, 5 * 0.25), (trial.State, trial.LastEpoch, trial.DurationSeconds));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EndTrial_BeforeTheEpochsOfAnEarlierAttempt_ForgetsThoseAndTheCheckpoint(bool isPosted)
    {
        _sweep.Interrupt(epochs: 5, checkpoint: 1);
        _sweep.Open(journal =>
        {
            journal.StartTrial(_sweep.Trial);
            journal.RecordEpoch(_sweep.Trial, Sample.Epoch(2, 0.2));
            Action<Trial, TrialOutcome, TrialResult> end = isPosted ? journal.PostEnd : journal.EndTrial;
            end(_sweep.Trial, Sample.Outcome(TrialState.Completed, lastEpoch: 2), Sample.Nothing);
            journal.EndSweep(SweepState.Interrupted, "it was asked to stop");
        });
        Assert.Equal([1, 2], _sweep.Epochs());
        Assert.False(Directory.Exists(_sweep.Folder.File("grid/checkpoints")));
    }

    [Fact]
    public void EndTrial_Interrupted_KeepsTheEpochsOfAnEarlierAttemptAndTheCheckpoint()
    {
        _sweep.Interrupt(epochs: 5, checkpoint: 1);
        _sweep.Open(journal =>
        {
            journal.StartTrial(_sweep.Trial);
            journal.RecordEpoch(_sweep.Trial, Sample.Epoch(2, 0.2));
            journal.SaveCheckpoint(_sweep.Trial, 2, s => s.WriteByte(2));
            journal.EndTrial(_sweep.Trial, Sample.Outcome(TrialState.Interrupted, lastEpoch: 2), Sample.Nothing);
        });
        Assert.Equal([1, 2, 3, 4, 5], _sweep.Epochs());
        Assert.Equal(2, _sweep.Start().Checkpoint!.Epoch);
    }

    [Fact]
    public void Attempts_OfATrial_CountFailuresAndNotInterruptions()
    {
        _sweep.Interrupt(epochs: 2, checkpoint: 1);
        Assert.Equal(1, AttemptsAfter(TrialState.Interrupted));
        Assert.Equal(1, AttemptsAfter(TrialState.Failed));
        Assert.Equal(2, AttemptsAfter(TrialState.Failed));
        using (SqliteConnection connection = _sweep.Folder.Connect())
            Assert.Equal(4, connection.QuerySingle<int>("SELECT starts FROM trials WHERE number = 2"));

        // One attempt and one retry are all there are.
        _sweep.Open(journal => Assert.Equal((TrialState.Failed, 2), (journal.InitialStates[1], journal.InitialAttempts[1])));
    }

    [Fact]
    public void Open_OnlyFailedTrialsWithoutRetries_IsNotRecordedAsRunning()
    {
        SweepPlan plan = _sweep.Plan with { Failures = new FailureRules { Retries = 0 } };
        using SqliteSweepStore store = SqliteSweepStore.Open(_sweep.Folder.Root, TimeProvider.System);
        ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
        foreach (Trial trial in plan.Trials)
        {
            journal.StartTrial(trial);
            journal.EndTrial(trial, Sample.Outcome(TrialState.Failed, null, null, null), Sample.Nothing);
        }

        journal.EndSweep(SweepState.Completed, "every trial has ended");

        ISweepJournal again = store.Open(plan, Sample.Environment, fresh: false);

        Assert.Throws<InvalidOperationException>(() => again.StartTrial(plan.Trials[0]));
        using SqliteSweepReader reader = SqliteSweepReader.Open(_sweep.Folder.Root);
        Assert.Equal(SweepState.Completed, reader.FindSweep("grid", null)!.State);
    }

    private int AttemptsAfter(TrialState state)
    {
        _sweep.Open(journal =>
        {
            journal.StartTrial(_sweep.Trial);
            journal.EndTrial(_sweep.Trial, Sample.Outcome(state, null, null, null), Sample.Nothing);
        });
        using SqliteConnection connection = _sweep.Folder.Connect();
        return connection.QuerySingle<int>("SELECT attempts FROM trials WHERE number = 2");
    }
}
