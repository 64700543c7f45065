using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Writing;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests.Writing;

public sealed class WriterThreadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Connection_OfTheWriter_HasTheSettingsThatSurvivePowerLoss()
    {
        using SqliteSweepStore store = Open();
        Dictionary<string, long> numbers = [];
        string journalMode = "";
        store.Writer.Commit(new TestWrite(session =>
        {
            journalMode = session.Connection.QuerySingle<string>("PRAGMA journal_mode");
            foreach (string pragma in new[] { "synchronous", "foreign_keys", "busy_timeout", "wal_autocheckpoint",
                "journal_size_limit", "trusted_schema", "cell_size_check" })
                numbers[pragma] = session.Connection.QuerySingle<long>($"PRAGMA {pragma}");
        }));
        Assert.Equal("wal", journalMode);
        Assert.Equal(
            [("busy_timeout", 5000), ("cell_size_check", 1), ("foreign_keys", 1), ("journal_size_limit", 67108864),
                ("synchronous", 2), ("trusted_schema", 0), ("wal_autocheckpoint", 1000)],
            numbers.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => (n.Key, n.Value)));
    }

    [Fact]
    public void Records_FromSeveralThreads_AreAllThere()
    {
        const int Epochs = 200;
        SweepPlan plan = Sample.Plan(
            space: Sample.SpaceOf(("x", [.. Enumerable.Range(1, 8).Select(i => (HyperparameterValue)i)])));
        using (SqliteSweepStore store = Open())
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            Parallel.ForEach(plan.Trials, new ParallelOptions { MaxDegreeOfParallelism = 8 }, trial =>
            {
                journal.StartTrial(trial);
                for (int epoch = 1; epoch <= Epochs; epoch++)
                    journal.RecordEpoch(trial, Sample.Epoch(epoch, trial.Number + (epoch / 1000.0)));
                journal.EndTrial(trial, Sample.Outcome(lastEpoch: Epochs, bestEpoch: Epochs), Sample.Nothing);
            });
        }

        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        Assert.Equal(8, sweep.TrialCounts[TrialState.Completed]);
        foreach ((int number, var epochs) in reader.ReadEpochs(sweep))
            Assert.Equal(
                Enumerable.Range(1, Epochs).Select(e => number + (e / 1000.0)),
                epochs.Select(e => e.Find("validation_accuracy")!.Value));
    }

    [Fact]
    public void EndTrial_WhenItReturns_IsSeenByOthers()
    {
        SweepPlan plan = Sample.Plan();
        using SqliteSweepStore store = Open();
        ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
        using SqliteConnection other = _folder.Connect();
        foreach (Trial trial in plan.Trials)
        {
            journal.Train(trial, 0.9);
            Assert.Equal(trial.Number, other.QuerySingle<int>("SELECT count(*) FROM trials WHERE state = 'completed'"));
            Assert.Equal(4 * trial.Number, other.QuerySingle<int>("SELECT count(*) FROM metrics"));
        }
    }

    [Fact]
    public void Flush_AfterEndsThatWerePosted_HasOthersSeeThemAndForgetsTheirCheckpoints()
    {
        SweepPlan plan = Sample.Plan();
        using SqliteSweepStore store = Open();
        ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
        foreach (Trial trial in plan.Trials)
        {
            journal.StartTrial(trial);
            journal.RecordEpoch(trial, Sample.Epoch(1, 0.5));
            journal.SaveCheckpoint(trial, 1, s => s.WriteByte(1));
            journal.PostEnd(trial, Sample.Outcome(lastEpoch: 1), Sample.Nothing);
        }

        Assert.Equal(plan.Trials.Count, Directory.GetFiles(_folder.File("grid/checkpoints")).Length);
        journal.Flush();

        using SqliteConnection other = _folder.Connect();
        Assert.Equal(plan.Trials.Count, other.QuerySingle<int>("SELECT count(*) FROM trials WHERE state = 'completed'"));
        Assert.Empty(Directory.GetFiles(_folder.File("grid/checkpoints")));
    }

    [Fact]
    public async Task Post_WhenTheQueueIsFull_WaitsForRoom()
    {
        SweepPlan plan = Sample.Plan();
        const int Extra = 100;
        using ManualResetEventSlim gate = new();
        using (SqliteSweepStore store = Open())
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.StartTrial(plan.Trials[0]);
            using ManualResetEventSlim busy = new();
            store.Writer.Post(new TestWrite(_ =>
            {
                busy.Set();
                gate.Wait();
            }));
            busy.Wait();
            int posted = 0;
            Task posting = Task.Run(() =>
            {
                for (int epoch = 1; epoch <= WriterThread.Capacity + Extra; epoch++, Interlocked.Increment(ref posted))
                    journal.RecordEpoch(plan.Trials[0], Sample.Epoch(epoch, 0.5));
            });
            SpinWait.SpinUntil(() => Volatile.Read(ref posted) == WriterThread.Capacity);
            Assert.False(posting.IsCompleted);
            gate.Set();
            await posting;
        }

        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        Assert.Equal(WriterThread.Capacity + Extra, reader.ReadEpochs(reader.FindSweep("grid", null)!)[1].Length);
    }

    [Fact]
    public void Records_AfterDispose_AreRefused()
    {
        SweepPlan plan = Sample.Plan();
        SqliteSweepStore store = Open();
        ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
        store.Dispose();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => journal.StartTrial(plan.Trials[0]));
    }

    private SqliteSweepStore Open() => SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
}
