using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

public sealed class CheckpointTests : IDisposable
{
    private readonly InterruptedSweep _sweep = new();

    private string CheckpointPath => _sweep.Folder.File("grid/checkpoints/trial-2.checkpoint");

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void StartTrial_AfterAnInterruption_HasTheCheckpointAndTheEpochsUpToIt()
    {
        _sweep.Interrupt(epochs: 5, checkpoint: 3);

        EarlierAttempt earlier = _sweep.Start();

        Assert.Equal([1, 2, 3], earlier.Epochs.Select(e => e.Epoch));
        Assert.Equal(Sample.Epoch(2, 0.2).Metrics.AsEnumerable(), earlier.Epochs[1].Metrics);
        Assert.Equal((3, "state after 3"), (earlier.Checkpoint!.Epoch, Content(earlier.Checkpoint)));
        Assert.Null(earlier.Refusal);
    }

    [Fact]
    public void StartTrial_CheckpointCutOffOrChangedAnywhere_IsRefusedAndNeverACrash()
    {
        _sweep.Interrupt(epochs: 5, checkpoint: 3);
        byte[] good = File.ReadAllBytes(CheckpointPath);
        using SqliteSweepStore store = SqliteSweepStore.Open(_sweep.Folder.Root, TimeProvider.System);
        ISweepJournal journal = store.Open(_sweep.Plan, Sample.Environment, fresh: false);
        for (int i = 0; i < good.Length; i++)
        {
            byte[] changed = [.. good];
            changed[i] ^= 0x10;
            AssertRefused(journal, changed);
            AssertRefused(journal, good[..i]);
        }

        File.WriteAllBytes(CheckpointPath, good);
        journal.StartTrial(_sweep.Trial);
    }

    [Fact]
    public void StartTrial_CheckpointOfAnotherTrial_IsRefused()
    {
        _sweep.Interrupt(epochs: 5, checkpoint: 3);
        byte[] other = File.ReadAllBytes(CheckpointPath);
        SweepPlan otherPlan = _sweep.Plan with { Name = "other", Fingerprint = "f2" };
        _sweep.Interrupt(epochs: 5, checkpoint: 3, otherPlan);
        File.WriteAllBytes(_sweep.Folder.File("other/checkpoints/trial-2.checkpoint"), other);

        using SqliteSweepStore store = SqliteSweepStore.Open(_sweep.Folder.Root, TimeProvider.System);
        EarlierAttempt earlier = store.Open(otherPlan, Sample.Environment, fresh: false).StartTrial(_sweep.Trial);

        Assert.Equal((null, "its checkpoint is that of another trial"), (earlier.Checkpoint, earlier.Refusal));
    }

    [Fact]
    public void StartTrial_CheckpointOfAnEpochThatTheDatabaseLacks_IsRefused()
    {
        _sweep.Interrupt(epochs: 5, checkpoint: 3);
        using (SqliteConnection connection = _sweep.Folder.Connect())
            connection.Execute("DELETE FROM metrics WHERE epoch >= 3; DELETE FROM trial_epochs WHERE epoch >= 3");

        EarlierAttempt earlier = _sweep.Start();

        Assert.Null(earlier.Checkpoint);
        Assert.Equal("its checkpoint is of epoch 3, which the database does not have", earlier.Refusal);
    }

    [Fact]
    public void Open_FilesNobodyNeeds_AreRemoved()
    {
        _sweep.Interrupt(epochs: 5, checkpoint: 3);
        string[] stale = ["trial-1.checkpoint", "trial-2.checkpoint.tmp", "trial-99.checkpoint", "trial-x.checkpoint"];
        foreach (string name in stale)
            File.WriteAllText(_sweep.Folder.File("grid/checkpoints/" + name), "stale");

        _sweep.Open(_ => Assert.Equal([CheckpointPath], Directory.GetFiles(_sweep.Folder.File("grid/checkpoints"))));
    }

    [Fact]
    public void Open_EveryTrialEndedButNotTheSweep_LeavesNoFolder()
    {
        _sweep.Open(journal =>
        {
            foreach (Trial trial in _sweep.Plan.Trials)
            {
                journal.StartTrial(trial);
                journal.RecordEpoch(trial, Sample.Epoch(1, 0.1));
                journal.SaveCheckpoint(trial, 1, s => s.WriteByte(1));
                journal.EndTrial(trial, Sample.Outcome(TrialState.Completed, lastEpoch: 1), Sample.Nothing);
            }
        });
        Assert.True(Directory.Exists(_sweep.Folder.File("grid/checkpoints")));

        _sweep.Open(_ => { });

        Assert.False(Directory.Exists(_sweep.Folder.File("grid/checkpoints")));
    }

    [Fact]
    public void SaveCheckpoint_StateThatCannotBeWritten_KeepsTheEarlierOne()
    {
        _sweep.Interrupt(epochs: 5, checkpoint: 3);
        _sweep.Open(journal =>
        {
            journal.StartTrial(_sweep.Trial);
            journal.RecordEpoch(_sweep.Trial, Sample.Epoch(4, 0.4));
            Assert.Throws<InvalidOperationException>(() => journal.SaveCheckpoint(_sweep.Trial, 4, s =>
            {
                s.WriteByte(1);
                throw new InvalidOperationException("a bug");
            }));
        });
        Assert.Equal(3, _sweep.Start().Checkpoint!.Epoch);
    }

    [Fact]
    public void SaveCheckpoint_FolderThatCannotBeWritten_EndsTheWritingAndNamesTheFolder()
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_sweep.Folder.Root, TimeProvider.System);
        ISweepJournal journal = store.Open(_sweep.Plan, Sample.Environment, fresh: false);
        File.WriteAllText(_sweep.Folder.File("grid/checkpoints"), "a file where the folder should be");
        journal.StartTrial(_sweep.Trial);
        journal.RecordEpoch(_sweep.Trial, Sample.Epoch(1, 0.1));

        SweeperException e = Assert.Throws<SweeperException>(() => journal.SaveCheckpoint(_sweep.Trial, 1, s => s.WriteByte(1)));

        Assert.Equal(FailureKind.Environment, e.Kind);
        Assert.Contains(_sweep.Folder.Root, e.Message, StringComparison.Ordinal);
        Assert.Throws<SweeperException>(() => journal.RecordEpoch(_sweep.Trial, Sample.Epoch(2, 0.1)));
    }

    [Fact]
    public void SaveCheckpoint_WhenItReturns_EveryEpochBeforeItIsCommitted()
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_sweep.Folder.Root, TimeProvider.System);
        ISweepJournal journal = store.Open(_sweep.Plan, Sample.Environment, fresh: false);
        journal.StartTrial(_sweep.Trial);
        for (int epoch = 1; epoch <= 200; epoch++)
        {
            journal.RecordEpoch(_sweep.Trial, Sample.Epoch(epoch, 0.1));
            if (epoch % 50 != 0)
                continue;
            journal.SaveCheckpoint(_sweep.Trial, epoch, s => s.WriteByte(1));
            Assert.Equal(Enumerable.Range(1, epoch), _sweep.Epochs());
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
        EarlierAttempt earlier = journal.StartTrial(_sweep.Trial);
        Assert.Null(earlier.Checkpoint);
        Assert.StartsWith("its checkpoint ", earlier.Refusal, StringComparison.Ordinal);
        journal.EndTrial(_sweep.Trial, Sample.Outcome(TrialState.Interrupted, null, null, null), Sample.Nothing);
    }
}
