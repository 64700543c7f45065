using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Files;
using Sweeper.Storage.Requests;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests.Requests;

public sealed class SweepRequestsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AskAsync_SweepRuns_IsDecidedRecordedCarriedOutAndAnsweredInThisOrder()
    {
        SweepPlan plan = Sample.Plan();
        using SqliteSweepStore store = Open();
        ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
        long recordedBefore = -1;

        Task<RequestAnswer> asking = AskAsync(RequestKind.Stop, trial: 2);
        await AnswerAsync(
            journal, r => new RequestDecision(new RequestAnswer(true, $"{r} stops"), () => recordedBefore = Count()), asking);

        Assert.Equal(new RequestAnswer(true, "grid/2 stops"), await asking);
        Assert.Equal(1, recordedBefore);
        using SqliteConnection connection = _folder.Connect();
        Assert.Equal(
            ("stop", 2, "ada at host", "2026-01-02T03:04:05.0000000Z", 1, "grid/2 stops"),
            connection.QuerySingle<(string, int, string, string, int, string)>(
                "SELECT kind, trial_id, asked_by, asked_at, is_granted, answer FROM requests"));
        Assert.Empty(Directory.GetFiles(_folder.Results.RequestFolder));
    }

    [Fact]
    public async Task AskAsync_NobodyRuns_SaysSoAndLeavesNothing()
    {
        RequestAnswer answer = await AskAsync(RequestKind.Stop, trial: null);

        Assert.Equal(
            new RequestAnswer(false, $"'grid' is not running: no process has the results folder '{_folder.Root}'"), answer);
        Assert.Empty(_folder.Files());
    }

    [Theory]
    [InlineData("other", null, "'other/1' is not running; 'grid' is")]
    [InlineData("grid", 2, "'grid#2/1' is not running; 'grid' is")]
    public async Task AskAsync_AnotherSweepRuns_IsToldWhich(string sweep, int? number, string expected)
    {
        using SqliteSweepStore store = Open();
        ISweepJournal journal = store.Open(Sample.Plan(), Sample.Environment, fresh: false);

        Task<RequestAnswer> asking = AskAsync(RequestKind.Stop, trial: 1, sweep, number);
        await AnswerAsync(journal, _ => throw new InvalidOperationException("It is not for this sweep."), asking);

        Assert.Equal(new RequestAnswer(false, expected), await asking);
    }

    [Fact]
    public async Task AskAsync_RunEndsUnanswered_SaysThatItIsNotRunning()
    {
        Task<RequestAnswer> asking;
        using (SqliteSweepStore store = Open())
        {
            asking = AskAsync(RequestKind.Stop, trial: null);
            while (!Directory.Exists(_folder.Results.RequestFolder))
                await Task.Delay(1);
        }

        Assert.Contains("is not running", (await asking).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TakeRequests_RequestToAnEarlierRunOrNone_IsDroppedUnheard()
    {
        string earlier;
        using (Open())
            earlier = RunLockOwner.Read(_folder.Results.LockOwnerPath)!.Holding;
        new RequestFiles(_folder.Results, earlier, TimeProvider.System).Lay(Request(RequestKind.Stop, 1, "grid", null));
        _folder.Write("sweeper.requests/not.json", "{");
        _folder.Write("sweeper.requests/empty.json", "{}");
        _folder.Write("sweeper.requests/long.json", new string(' ', 1 << 20));
        using SqliteSweepStore store = Open();

        store.Open(Sample.Plan(), Sample.Environment, fresh: false).TakeRequests(
            _ => throw new InvalidOperationException("Nobody asked."));

        Assert.Empty(Directory.GetFiles(_folder.Results.RequestFolder));
    }

    [Fact]
    public void TakeRequests_HostileName_IsShortAndInOneLine()
    {
        using SqliteSweepStore store = Open();
        string holding = RunLockOwner.Read(_folder.Results.LockOwnerPath)!.Holding;
        SweepRequest request = Request(RequestKind.Stop, 1, "grid", null) with { AskedBy = "a\u001b[31m\n"
            + new string('x', 1000) };
        new RequestFiles(_folder.Results, holding, TimeProvider.System).Lay(request);
        string? found = null;

        store.Open(Sample.Plan(), Sample.Environment, fresh: false).TakeRequests(r =>
        {
            found = r.AskedBy;
            return new RequestDecision(new RequestAnswer(false, "no"));
        });

        Assert.Equal("a[31m" + new string('x', 115), found);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retry_FailedTrial_WaitsAndIsTrainedAgain(bool isRunning)
    {
        SweepPlan plan = Sample.Plan() with { Failures = FailureRules.Default with { Retries = 0 } };
        SqliteSweepStore store = Open();
        ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
        foreach (Trial trial in plan.Trials)
        {
            journal.StartTrial(trial);
            TrialState state = trial.Number == 2 ? TrialState.Failed : TrialState.Completed;
            journal.EndTrial(trial, Sample.Outcome(state, null, null, null) with { Reason = "no memory" }, Sample.Nothing);
        }

        if (isRunning)
        {
            Task<RequestAnswer> asking = AskAsync(RequestKind.Retry, trial: 2);
            await AnswerAsync(journal, _ => new RequestDecision(new RequestAnswer(true, "again")), asking);
            Assert.True((await asking).IsGranted);
        }
        else
        {
            journal.EndSweep(SweepState.Completed, "every trial has ended");
            store.Dispose();
            Assert.Equal(
                new RequestAnswer(true, "'grid/2' is tried again when its experiment is run next"),
                await AskAsync(RequestKind.Retry, trial: 2));
            using (SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root))
            {
                Assert.Equal(
                    (SweepState.Interrupted, "ada at host asked for a failed trial to be tried again"),
                    (reader.ReadSweeps()[0].State, reader.ReadSweeps()[0].Reason));
            }

            store = Open();
            journal = store.Open(plan, Sample.Environment, fresh: false);
            Assert.Equal((TrialState.Waiting, 1), (journal.InitialStates[1], journal.InitialAttempts[1]));
        }

        using (store)
        {
            using (SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root))
            {
                TrialRecord waiting = reader.ReadTrials(reader.ReadSweeps()[0])[1];
                Assert.Equal(
                    (TrialState.Waiting, "ada at host asked for it to be tried again; it had failed: no memory"),
                    (waiting.State, waiting.Reason));
            }

            journal.Train(plan.Trials[1], 0.5);
        }

        using SqliteSweepReader after = SqliteSweepReader.Open(_folder.Root);
        Assert.Equal(
            (TrialState.Completed, 2),
            (after.ReadTrials(after.ReadSweeps()[0])[1].State, after.FindTrial(after.ReadSweeps()[0], 2)!.Attempts));
    }

    [Theory]
    [InlineData(1, "'grid/1' is completed, and only a failed or stopped trial can be tried again")]
    [InlineData(9, "there is no trial 'grid/9'")]
    public async Task Retry_NoFailedTrial_IsRefused(int trial, string expected)
    {
        using (SqliteSweepStore store = Open())
            store.Open(Sample.Plan(), Sample.Environment, fresh: false).Train(Sample.Plan().Trials[0], 0.5);

        Assert.Equal(new RequestAnswer(false, expected), await AskAsync(RequestKind.Retry, trial));
    }

    private SqliteSweepStore Open() => SqliteSweepStore.Open(_folder.Root, TimeProvider.System);

    private static SweepRequest Request(RequestKind kind, int? trial, string sweep, int? number) => new()
    {
        Kind = kind, Sweep = sweep, Number = number, Trial = trial, AskedBy = "ada at host",
        AskedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    private Task<RequestAnswer> AskAsync(RequestKind kind, int? trial, string sweep = "grid", int? number = null) =>
        new SweepRequests(_folder.Root, TimeProvider.System).AskAsync(
            Request(kind, trial, sweep, number), CancellationToken.None);

    private static async Task AnswerAsync(ISweepJournal journal, Func<SweepRequest, RequestDecision> decide, Task asking)
    {
        while (!asking.IsCompleted)
        {
            journal.TakeRequests(decide);
            await Task.Delay(1);
        }
    }

    private long Count()
    {
        using SqliteConnection connection = _folder.Connect();
        return connection.QuerySingle<long>("SELECT count(*) FROM requests");
    }
}
