using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests.Writing;

public sealed class FaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SweepPlan _plan = Sample.Plan();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_OnAFullDisk_NamesTheFolderAndLeavesNothingHalfWritten()
    {
        TrialResult large = new()
        {
            Attachments = [new TrialAttachment { Name = "large", MediaType = "x", Content = new byte[1 << 20] }],
        };
        SweeperException e = Fail(
            session => session.Connection.Execute("PRAGMA max_page_count = 1"),
            (journal, trial) => journal.EndTrial(trial, Sample.Outcome(lastEpoch: 1), large));
        Assert.Contains("is full", e.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Root, e.Message, StringComparison.Ordinal);
        AssertNothingOfTheEnd();
    }

    [Fact]
    public void Write_RefusedInTheMiddle_SaysWhyAndLeavesNothingHalfWritten()
    {
        TrialResult result =
            new() { Attachments = [new TrialAttachment { Name = "note", MediaType = "x", Content = new byte[1] }] };
        SweeperException e = Fail(
            session => session.Connection.Execute(
                "CREATE TEMP TRIGGER refuse BEFORE INSERT ON main.attachments BEGIN SELECT RAISE(ABORT, 'no room for notes'); "
                + "END"),
            (journal, trial) => journal.EndTrial(trial, Sample.Outcome(lastEpoch: 1), result));
        Assert.Contains("no room for notes", e.Message, StringComparison.Ordinal);
        AssertNothingOfTheEnd();
    }

    [Fact]
    public void Attachment_WhoseFileCannotBeWritten_EndsAllWriting()
    {
        Directory.CreateDirectory(_folder.File("grid/models/trial-1.bin.tmp"));
        TrialResult result = new()
        {
            Attachments = [new TrialAttachment { Name = "weights", MediaType = "x", Content = new byte[1],
                File = new AttachmentFile("models", ".bin") }],
        };
        SweeperException e = Fail(_ => { }, (journal, trial) => journal.EndTrial(trial, Sample.Outcome(lastEpoch: 1), result));
        Assert.Contains("trial-1.bin.tmp", e.Message, StringComparison.Ordinal);
        AssertNothingOfTheEnd();
        Assert.Empty(Directory.GetFiles(_folder.File("grid/models")));
    }

    [Theory]
    [InlineData("waiting")]
    [InlineData("completed")]
    public void EndTrial_OfATrialThatDoesNotRun_IsRefused(string state)
    {
        SweeperException e = Fail(
            session => session.Connection.Execute("UPDATE trials SET state = @state", new { state }),
            (journal, trial) => journal.EndTrial(trial, Sample.Outcome(lastEpoch: 1), Sample.Nothing));
        Assert.Contains($"Trial 1 of 'grid' is {state}", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("running")]
    [InlineData("completed")]
    [InlineData("pruned")]
    [InlineData("diverged")]
    public void StartTrial_OfATrialThatIsRunningOrDone_IsRefused(string state)
    {
        SweeperException e = Fail(
            session => session.Connection.Execute("UPDATE trials SET state = @state", new { state }),
            (journal, trial) =>
            {
                journal.StartTrial(trial);
                journal.EndSweep(SweepState.Interrupted, "stopped");
            });
        Assert.Contains($"is {state} in the database and cannot start", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("completed", 2)]
    [InlineData("running", 1)]
    [InlineData("running", 0)]
    public void RecordEpoch_OfATrialThatDoesNotRunOrOutOfOrder_IsRefused(string state, int epoch)
    {
        SweeperException e = Fail(
            session => session.Connection.Execute("UPDATE trials SET state = @state", new { state }),
            (journal, trial) =>
            {
                journal.RecordEpoch(trial, Sample.Epoch(epoch, 0.5));
                journal.EndSweep(SweepState.Interrupted, "stopped");
            });
        Assert.Contains("cannot record", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 2)]
    public void RecordEpoch_OutOfOrderInOneBatch_IsRefused(int first, int second)
    {
        SweeperException e = Fail(_ => { }, (journal, trial) =>
        {
            journal.RecordEpoch(trial, Sample.Epoch(first, 0.5));
            journal.RecordEpoch(trial, Sample.Epoch(second, 0.5));
            journal.EndSweep(SweepState.Interrupted, "stopped");
        });
        Assert.Contains("cannot record", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EndSweep_OfASweepThatDoesNotRun_IsRefused()
    {
        SweeperException e = Fail(
            session => session.Connection.Execute("UPDATE sweeps SET state = 'completed'"),
            (journal, _) => journal.EndSweep(SweepState.Completed, "every trial has ended"));
        Assert.Contains("'grid' is not running", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_ThatCannotBeStored_AreRefusedWithoutHarm()
    {
        using SqliteSweepStore store = Open();
        ISweepJournal journal = store.Open(_plan, Sample.Environment, fresh: false);
        Trial trial = _plan.Trials[0];
        journal.StartTrial(trial);
        Assert.Throws<ArgumentException>(
            () => journal.RecordEpoch(trial, Sample.Epoch(1, 0.5) with { DurationSeconds = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => journal.RecordEpoch(trial, Sample.Epoch(-1, 0.5)));
        Assert.Throws<ArgumentException>(() => journal.EndTrial(trial, Sample.Outcome(TrialState.Running), Sample.Nothing));
        Assert.Throws<ArgumentException>(() => journal.EndTrial(trial, Sample.Outcome(objective: double.NaN), Sample.Nothing));
        Assert.Throws<ArgumentException>(() => journal.EndTrial(
            trial, Sample.Outcome(bestEpoch: null), new TrialResult { FinalMetrics = [new MetricValue("x", 1)] }));
        Assert.Throws<ArgumentException>(() => journal.EndSweep(SweepState.Running, "?"));
        Assert.Throws<ArgumentException>(
            () => journal.StartTrial(trial with { Identity = new TrialIdentity(new string('0', 32)) }));
        journal.RecordEpoch(trial, Sample.Epoch(1, 0.5));
        journal.EndTrial(trial, Sample.Outcome(lastEpoch: 1), Sample.Nothing);
    }

    /// <summary>
    /// Records an epoch, meddles on the writer's thread, and does what must then fail; checks that the same is said to whoever
    /// comes later.
    /// </summary>
    private SweeperException Fail(Action<Sweeper.Storage.Writing.WriterSession> meddle, Action<ISweepJournal, Trial> act)
    {
        using SqliteSweepStore store = Open();
        ISweepJournal journal = store.Open(_plan, Sample.Environment, fresh: false);
        Trial trial = _plan.Trials[0];
        journal.StartTrial(trial);
        journal.RecordEpoch(trial, Sample.Epoch(1, 0.5));

        // What is queued so far is committed first: it is not what must fail.
        store.Writer.Commit(new TestWrite(_ => { }));
        store.Writer.Commit(new TestWrite(meddle));

        SweeperException first = Assert.Throws<SweeperException>(() => act(journal, trial));

        Assert.Equal(FailureKind.Environment, first.Kind);
        Action[] later =
        [
            () => journal.StartTrial(_plan.Trials[1]),
            () => journal.RecordEpoch(trial, Sample.Epoch(2, 0.5)),
            () => journal.EndTrial(trial, Sample.Outcome(), Sample.Nothing),
            () => journal.EndSweep(SweepState.Interrupted, "stopped"),
            () => store.Open(_plan, Sample.Environment, fresh: true),
        ];
        foreach (Action call in later)
            Assert.Equal(first.Message, Assert.Throws<SweeperException>(call).Message);
        return first;
    }

    private void AssertNothingOfTheEnd()
    {
        using (Open())
        {
            using SqliteConnection connection = _folder.Connect();
            Assert.Equal("interrupted", connection.QuerySingle<string>("SELECT state FROM trials WHERE number = 1"));
            Assert.Equal(1, connection.QuerySingle<int>("SELECT count(*) FROM trial_epochs"));
            Assert.Equal(0, connection.QuerySingle<int>("SELECT count(*) FROM attachments"));
            Assert.Equal("ok", connection.QuerySingle<string>("PRAGMA integrity_check"));
        }
    }

    private SqliteSweepStore Open() => SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
}
