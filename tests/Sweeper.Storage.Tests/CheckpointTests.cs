using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SweepPlan _plan = Sample.Plan();

    private Trial Trial => _plan.Trials[1];

    private string CheckpointPath => _folder.File("grid/checkpoints/trial-2.checkpoint");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void StartTrial_AfterAnInterruption_HasTheCheckpointAndTheEpochsUpToIt()
    {
        Interrupt(epochs: 5, checkpoint: 3);

        EarlierAttempt earlier = Start();

        Assert.Equal([1, 2, 3], earlier.Epochs.Select(e => e.Epoch));
        Assert.Equal(Sample.Epoch(2, 0.2).Metrics.AsEnumerable(), earlier.Epochs[1].Metrics);
        Assert.Equal((3, "state after 3"), (earlier.Checkpoint!.Epoch, Content(earlier.Checkpoint)));
        Assert.Null(earlier.Refusal);
    }

    [Fact]
    public void StartTrial_AfterAnInterruption_KeepsEveryEpochAndRecordsThemAnew()
    {
        Interrupt(epochs: 5, checkpoint: 3);
        InSweep(journal =>
        {
            journal.StartTrial(Trial);
            journal.RecordEpoch(Trial, Sample.Epoch(4, 0.4));
            journal.SaveCheckpoint(Trial, 4, s => s.WriteByte(4));
            Assert.Equal([1, 2, 3, 4, 5], Epochs());
        });

        // Killed again: the last epoch is the one that came furthest.
        InSweep(_ => { });
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        TrialRecord trial = reader.ReadTrials(reader.FindSweep("grid", null)!)[1];
        Assert.Equal((TrialState.Interrupted, 5, 5 * 0.25), (trial.State, trial.LastEpoch, trial.DurationSeconds));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EndTrial_BeforeTheEpochsOfAnEarlierAttempt_ForgetsThoseAndTheCheckpoint(bool isPosted)
    {
        Interrupt(epochs: 5, checkpoint: 1);
        InSweep(journal =>
        {
            journal.StartTrial(Trial);
            journal.RecordEpoch(Trial, Sample.Epoch(2, 0.2));
            Action<Trial, TrialOutcome, TrialResult> end = isPosted ? journal.PostEnd : journal.EndTrial;
            end(Trial, Sample.Outcome(TrialState.Completed, lastEpoch: 2), Sample.Nothing);
            journal.EndSweep(SweepState.Interrupted, "it was asked to stop");
        });
        Assert.Equal([1, 2], Epochs());
        Assert.False(Directory.Exists(_folder.File("grid/checkpoints")));
    }

    [Fact]
    public void EndTrial_Interrupted_KeepsTheEpochsOfAnEarlierAttemptAndTheCheckpoint()
    {
        Interrupt(epochs: 5, checkpoint: 1);
        InSweep(journal =>
        {
            journal.StartTrial(Trial);
            journal.RecordEpoch(Trial, Sample.Epoch(2, 0.2));
            journal.SaveCheckpoint(Trial, 2, s => s.WriteByte(2));
            journal.EndTrial(Trial, Sample.Outcome(TrialState.Interrupted, lastEpoch: 2), Sample.Nothing);
        });
        Assert.Equal([1, 2, 3, 4, 5], Epochs());
        Assert.Equal(2, Start().Checkpoint!.Epoch);
    }

    [Fact]
    public void Attempts_OfATrial_CountFailuresAndNotInterruptions()
    {
        Interrupt(epochs: 2, checkpoint: 1);
        Assert.Equal(1, AttemptsAfter(TrialState.Interrupted));
        Assert.Equal(1, AttemptsAfter(TrialState.Failed));
        Assert.Equal(2, AttemptsAfter(TrialState.Failed));
        using (SqliteConnection connection = _folder.Connect())
            Assert.Equal(4, connection.QuerySingle<int>("SELECT starts FROM trials WHERE number = 2"));

        // One attempt and one retry are all there are.
        InSweep(journal => Assert.Equal((TrialState.Failed, 2), (journal.InitialStates[1], journal.InitialAttempts[1])));
    }

    [Fact]
    public void Open_OnlyFailedTrialsWithoutRetries_IsNotRecordedAsRunning()
    {
        SweepPlan plan = _plan with { Failures = new FailureRules { Retries = 0 } };
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
        foreach (Trial trial in plan.Trials)
        {
            journal.StartTrial(trial);
            journal.EndTrial(trial, Sample.Outcome(TrialState.Failed, null, null, null), Sample.Nothing);
        }

        journal.EndSweep(SweepState.Completed, "every trial has ended");

        ISweepJournal again = store.Open(plan, Sample.Environment, fresh: false);

        Assert.Throws<InvalidOperationException>(() => again.StartTrial(plan.Trials[0]));
        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        Assert.Equal(SweepState.Completed, reader.FindSweep("grid", null)!.State);
    }

    [Fact]
    public void StartTrial_CheckpointCutOffOrChangedAnywhere_IsRefusedAndNeverACrash()
    {
        Interrupt(epochs: 5, checkpoint: 3);
        byte[] good = File.ReadAllBytes(CheckpointPath);
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        ISweepJournal journal = store.Open(_plan, Sample.Environment, fresh: false);
        for (int i = 0; i < good.Length; i++)
        {
            byte[] changed = [.. good];
            changed[i] ^= 0x10;
            AssertRefused(journal, changed);
            AssertRefused(journal, good[..i]);
        }

        File.WriteAllBytes(CheckpointPath, good);
        journal.StartTrial(Trial);
    }

    [Fact]
    public void StartTrial_CheckpointOfAnotherTrial_IsRefused()
    {
        Interrupt(epochs: 5, checkpoint: 3);
        byte[] other = File.ReadAllBytes(CheckpointPath);
        SweepPlan otherPlan = _plan with { Name = "other", Fingerprint = "f2" };
        Interrupt(epochs: 5, checkpoint: 3, otherPlan);
        File.WriteAllBytes(_folder.File("other/checkpoints/trial-2.checkpoint"), other);

        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        EarlierAttempt earlier = store.Open(otherPlan, Sample.Environment, fresh: false).StartTrial(Trial);

        Assert.Equal((null, "its checkpoint is that of another trial"), (earlier.Checkpoint, earlier.Refusal));
    }

    [Fact]
    public void StartTrial_CheckpointOfAnEpochThatTheDatabaseLacks_IsRefused()
    {
        Interrupt(epochs: 5, checkpoint: 3);
        using (SqliteConnection connection = _folder.Connect())
            connection.Execute("DELETE FROM metrics WHERE epoch >= 3; DELETE FROM trial_epochs WHERE epoch >= 3");

        EarlierAttempt earlier = Start();

        Assert.Null(earlier.Checkpoint);
        Assert.Equal("its checkpoint is of epoch 3, which the database does not have", earlier.Refusal);
    }

    [Fact]
    public void Open_FilesNobodyNeeds_AreRemoved()
    {
        Interrupt(epochs: 5, checkpoint: 3);
        string[] stale = ["trial-1.checkpoint", "trial-2.checkpoint.tmp", "trial-99.checkpoint", "trial-x.checkpoint"];
        foreach (string name in stale)
            File.WriteAllText(_folder.File("grid/checkpoints/" + name), "stale");

        InSweep(_ => Assert.Equal([CheckpointPath], Directory.GetFiles(_folder.File("grid/checkpoints"))));
    }

    [Fact]
    public void Open_EveryTrialEndedButNotTheSweep_LeavesNoFolder()
    {
        InSweep(journal =>
        {
            foreach (Trial trial in _plan.Trials)
            {
                journal.StartTrial(trial);
                journal.RecordEpoch(trial, Sample.Epoch(1, 0.1));
                journal.SaveCheckpoint(trial, 1, s => s.WriteByte(1));
                journal.EndTrial(trial, Sample.Outcome(TrialState.Completed, lastEpoch: 1), Sample.Nothing);
            }
        });
        Assert.True(Directory.Exists(_folder.File("grid/checkpoints")));

        InSweep(_ => { });

        Assert.False(Directory.Exists(_folder.File("grid/checkpoints")));
    }

    [Fact]
    public void SaveCheckpoint_StateThatCannotBeWritten_KeepsTheEarlierOne()
    {
        Interrupt(epochs: 5, checkpoint: 3);
        InSweep(journal =>
        {
            journal.StartTrial(Trial);
            journal.RecordEpoch(Trial, Sample.Epoch(4, 0.4));
            Assert.Throws<InvalidOperationException>(() => journal.SaveCheckpoint(Trial, 4, s =>
            {
                s.WriteByte(1);
                throw new InvalidOperationException("a bug");
            }));
        });
        Assert.Equal(3, Start().Checkpoint!.Epoch);
    }

    [Fact]
    public void SaveCheckpoint_FolderThatCannotBeWritten_EndsTheWritingAndNamesTheFolder()
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        ISweepJournal journal = store.Open(_plan, Sample.Environment, fresh: false);
        File.WriteAllText(_folder.File("grid/checkpoints"), "a file where the folder should be");
        journal.StartTrial(Trial);
        journal.RecordEpoch(Trial, Sample.Epoch(1, 0.1));

        SweeperException e = Assert.Throws<SweeperException>(() => journal.SaveCheckpoint(Trial, 1, s => s.WriteByte(1)));

        Assert.Equal(FailureKind.Environment, e.Kind);
        Assert.Contains(_folder.Root, e.Message, StringComparison.Ordinal);
        Assert.Throws<SweeperException>(() => journal.RecordEpoch(Trial, Sample.Epoch(2, 0.1)));
    }

    [Fact]
    public void SaveCheckpoint_WhenItReturns_EveryEpochBeforeItIsCommitted()
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        ISweepJournal journal = store.Open(_plan, Sample.Environment, fresh: false);
        journal.StartTrial(Trial);
        for (int epoch = 1; epoch <= 200; epoch++)
        {
            journal.RecordEpoch(Trial, Sample.Epoch(epoch, 0.1));
            if (epoch % 50 != 0)
                continue;
            journal.SaveCheckpoint(Trial, epoch, s => s.WriteByte(1));
            Assert.Equal(Enumerable.Range(1, epoch), Epochs());
        }
    }

    private static string Content(TrialCheckpoint checkpoint)
    {
        using var reader = new StreamReader(checkpoint.Open());
        return reader.ReadToEnd();
    }

    private void AssertRefused(ISweepJournal journal, byte[] file)
    {
        File.WriteAllBytes(CheckpointPath, file);
        EarlierAttempt earlier = journal.StartTrial(Trial);
        Assert.Null(earlier.Checkpoint);
        Assert.StartsWith("its checkpoint ", earlier.Refusal, StringComparison.Ordinal);
        journal.EndTrial(Trial, Sample.Outcome(TrialState.Interrupted, null, null, null), Sample.Nothing);
    }

    private EarlierAttempt Start()
    {
        EarlierAttempt earlier = EarlierAttempt.None;
        InSweep(journal => earlier = journal.StartTrial(Trial));
        return earlier;
    }

    private int AttemptsAfter(TrialState state)
    {
        InSweep(journal =>
        {
            journal.StartTrial(Trial);
            journal.EndTrial(Trial, Sample.Outcome(state, null, null, null), Sample.Nothing);
        });
        using SqliteConnection connection = _folder.Connect();
        return connection.QuerySingle<int>("SELECT attempts FROM trials WHERE number = 2");
    }

    private int[] Epochs()
    {
        using SqliteConnection connection = _folder.Connect();
        return [.. connection.Query<int>(
            "SELECT DISTINCT e.epoch FROM trial_epochs AS e JOIN metrics AS m ON m.trial_id = e.trial_id AND m.epoch = e.epoch "
            + "ORDER BY 1")];
    }

    /// <summary>A trial as a process leaves it that dies after some epochs.</summary>
    private void Interrupt(int epochs, int checkpoint, SweepPlan? plan = null) => InSweep(
        journal =>
        {
            journal.StartTrial(Trial);
            for (int epoch = 1; epoch <= epochs; epoch++)
            {
                journal.RecordEpoch(Trial, Sample.Epoch(epoch, epoch / 10.0));
                if (epoch == checkpoint)
                    journal.SaveCheckpoint(Trial, epoch, s => s.Write(Encoding.UTF8.GetBytes($"state after {epoch}")));
            }
        },
        plan);

    private void InSweep(Action<ISweepJournal> action, SweepPlan? plan = null)
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        action(store.Open(plan ?? _plan, Sample.Environment, fresh: false));
    }
}
