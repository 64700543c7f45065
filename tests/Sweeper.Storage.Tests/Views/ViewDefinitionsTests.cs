using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Queries;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests.Views;

public sealed class ViewDefinitionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("runs",
        "sweep, sweep_number, sweep_name, is_latest, trial, repeat, fold, state, reason, seed, planned_epochs, epochs, "
        + "best_epoch, metric, goal, objective, duration_seconds, started_at, ended_at, "
        + "learning_rate, activation, shuffle, best_validation_accuracy, best_validation_loss, final_validation_accuracy, "
        + "final_validation_loss")]
    [InlineData("epochs", "sweep, sweep_number, sweep_name, is_latest, trial, epoch, is_best, duration_seconds, ended_at, "
        + "validation_accuracy, validation_loss")]
    [InlineData("leaderboard",
        "sweep, sweep_number, sweep_name, is_latest, rank, trial, repeat, fold, state, metric, goal, objective, best_epoch, "
        + "epochs, duration_seconds, seed, "
        + "learning_rate, activation, shuffle, best_validation_accuracy, best_validation_loss")]
    [InlineData("pruning", "sweep, sweep_number, sweep_name, is_latest, sequence, trial, rule, epoch, value, threshold, "
        + "compared, kept, is_pruned")]
    public void View_OfAKnownSweep_HasThePromisedColumns(string view, string columns)
    {
        Store(Sample.Plan(), (1, 0.9));
        Assert.Equal(columns, string.Join(", ", Query($"SELECT * FROM {view}").Columns));
    }

    [Theory]
    [InlineData("runs", "sweep, sweep_number, sweep_name, is_latest, trial, repeat, fold, state, reason, seed, planned_epochs, "
        + "epochs, best_epoch, metric, goal, objective, duration_seconds, started_at, ended_at")]
    [InlineData("epochs", "sweep, sweep_number, sweep_name, is_latest, trial, epoch, is_best, duration_seconds, ended_at")]
    [InlineData("leaderboard",
        "sweep, sweep_number, sweep_name, is_latest, rank, trial, repeat, fold, state, metric, goal, objective, best_epoch, "
            + "epochs, duration_seconds, seed")]
    [InlineData("pruning", "sweep, sweep_number, sweep_name, is_latest, sequence, trial, rule, epoch, value, threshold, "
        + "compared, kept, is_pruned")]
    public void View_OfAnEmptyDatabase_HasTheFixedColumns(string view, string columns)
    {
        using (SqliteSweepStore.Open(_folder.Root, TimeProvider.System))
        {
        }

        Assert.Equal(columns, string.Join(", ", Query($"SELECT * FROM {view}").Columns));
    }

    [Fact]
    public void Runs_OfATrainedTrial_ShowBestAndFinalMetrics()
    {
        Store(Sample.Plan(), (2, 0.9));
        QueryResult result = Query(
            """
            SELECT trial, state, learning_rate, activation, shuffle, epochs, best_epoch, best_validation_loss,
                final_validation_loss
            FROM runs ORDER BY trial LIMIT 2
            """);
        Assert.Equal([1L, "waiting", 0.1, "relu", 1L, null, null, null, null], result.Rows[0].AsEnumerable());
        Assert.Equal([2L, "completed", 0.1, "tanh", 1L, 2L, 1L, 0.4, 0.6], result.Rows[1].AsEnumerable());
    }

    [Fact]
    public void Epochs_OfATrainedTrial_MarkTheBest()
    {
        Store(Sample.Plan(), (2, 0.9));
        QueryResult result = Query("SELECT sweep, trial, epoch, is_best, validation_loss FROM epochs ORDER BY epoch");
        Assert.Equal(["grid", 2L, 1L, 1L, 0.4], result.Rows[0].AsEnumerable());
        Assert.Equal(["grid", 2L, 2L, 0L, 0.6], result.Rows[1].AsEnumerable());
    }

    [Theory]
    [InlineData(Goal.Maximize, new long[] { 1, 2, 2 }, new long[] { 2, 1, 4 })]
    [InlineData(Goal.Minimize, new long[] { 1, 1, 3 }, new long[] { 1, 4, 2 })]
    public void Leaderboard_OfASweep_RanksByItsGoalAndEqualTrialsAlike(Goal goal, long[] ranks, long[] order)
    {
        Store(Sample.Plan(goal: goal), (1, 0.7), (2, 0.9), (4, 0.7));
        QueryResult result = Query("SELECT rank, trial FROM leaderboard ORDER BY rank, trial");
        Assert.Equal(ranks.Cast<object>(), result.Rows.Select(r => r[0]));
        Assert.Equal(order.Cast<object>(), result.Rows.Select(r => r[1]));
    }

    [Fact]
    public void Leaderboard_OfSeveralSweeps_RanksEachByItself()
    {
        Store(Sample.Plan("first"), (1, 0.7), (2, 0.9));
        Store(Sample.Plan("second"), (1, 0.8));
        QueryResult result = Query("SELECT sweep, rank, trial FROM leaderboard ORDER BY sweep, rank");
        Assert.Equal([["first", 1L, 2L], ["first", 2L, 1L], ["second", 1L, 1L]], result.Rows.Select(r => r.ToArray()));
    }

    [Fact]
    public void Columns_OfANewSweep_AreAddedAfterThoseThatWere()
    {
        Store(Sample.Plan(), (1, 0.9));
        ImmutableArray<string> before = Query("SELECT * FROM epochs").Columns;
        SweepPlan plan = Sample.Plan("other", space: Sample.SpaceOf(("depth", [1, 2])));
        using (SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System))
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.StartTrial(plan.Trials[0]);
            journal.RecordEpoch(
                plan.Trials[0], new EpochMetrics { Epoch = 0, Metrics = [new MetricValue("reward", 3)], DurationSeconds = 0 });
            journal.EndTrial(plan.Trials[0], Sample.Outcome(lastEpoch: 0, bestEpoch: 0, objective: 3), new TrialResult());
        }

        Assert.Equal([.. before, "reward"], Query("SELECT * FROM epochs").Columns.AsEnumerable());
        Assert.Equal([1L, null, 3.0, null],
            Query(
                "SELECT depth, activation, best_reward, best_validation_loss FROM runs WHERE sweep = 'other' AND trial = 1")
                .Rows[0].AsEnumerable());
    }

    [Fact]
    public void Columns_WithNamesThatCollide_AreStillEachReachable()
    {
        HyperparameterValue[] two = [2, 3];
        SweepPlan plan = Sample.Plan(
            space: Sample.SpaceOf(("epochs", two), ("Trial", [5]), ("lr", [6]), ("LR", [7]), ("best_x", [8])));
        using (SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System))
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.StartTrial(plan.Trials[0]);
            ImmutableArray<MetricValue> metrics = [new MetricValue("epoch", 10), new MetricValue("x", 11)];
            journal.RecordEpoch(plan.Trials[0], new EpochMetrics { Epoch = 1, Metrics = metrics, DurationSeconds = 0 });
            journal.EndTrial(plan.Trials[0], Sample.Outcome(lastEpoch: 1), new TrialResult());
        }

        QueryResult runs = Query(
            """
            SELECT epochs, hyperparameter_epochs, hyperparameter_Trial, lr, hyperparameter_LR, hyperparameter_best_x, best_x,
                metric_best_epoch
            FROM runs WHERE trial = 1
            """);
        Assert.Equal([1L, 2L, 5L, 6L, 7L, 8L, 11.0, 10.0], runs.Rows[0].AsEnumerable());
        Assert.Equal([1L, 10.0], Query("SELECT epoch, metric_epoch FROM epochs").Rows[0].AsEnumerable());
    }

    [Theory]
    [InlineData("a\"; DROP TABLE sweeps; --")]
    [InlineData("it's")]
    [InlineData("zero\0character")]
    [InlineData("select")]
    [InlineData("[x]")]
    [InlineData("")]
    [InlineData("größe 大きさ\n")]
    public void Columns_WithHostileNames_HarmNothing(string name)
    {
        SweepPlan plan = Sample.Plan(space: Sample.SpaceOf((name, [2, 3])));
        using (SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System))
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.StartTrial(plan.Trials[0]);
            journal.RecordEpoch(
                plan.Trials[0], new EpochMetrics { Epoch = 1, Metrics = [new MetricValue(name, 10)], DurationSeconds = 0 });
            journal.EndTrial(plan.Trials[0], Sample.Outcome(lastEpoch: 1), new TrialResult());
        }

        QueryResult result = Query("SELECT * FROM runs WHERE trial = 1");
        Assert.Equal(22, result.Columns.Length);
        Assert.Equal([2L, 10.0, 10.0], result.Rows[0].TakeLast(3));
    }

    [Fact]
    public void Columns_OfMoreNamesThanAViewCanHold_AreLimited()
    {
        SweepPlan plan = Sample.Plan(
            space: Sample.SpaceOf([.. Enumerable.Range(0, 450).Select(i => ($"h{i}", new HyperparameterValue[] { i }))]));
        using (SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System))
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.StartTrial(plan.Trials[0]);
            ImmutableArray<MetricValue> metrics = [.. Enumerable.Range(0, 450).Select(i => new MetricValue($"m{i}", i))];
            journal.RecordEpoch(plan.Trials[0], new EpochMetrics { Epoch = 1, Metrics = metrics, DurationSeconds = 0 });
            journal.EndTrial(plan.Trials[0], Sample.Outcome(lastEpoch: 1), new TrialResult());
        }

        Assert.Equal(19 + (3 * 400), Query("SELECT * FROM runs").Columns.Length);
        using SqliteConnection connection = _folder.Connect();
        Assert.Equal(450, connection.QuerySingle<int>("SELECT count(*) FROM metrics"));
    }

    private void Store(SweepPlan plan, params (int Number, double Objective)[] trained)
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, TimeProvider.System);
        ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
        foreach ((int number, double objective) in trained)
            journal.Train(plan.Trials[number - 1], objective);
    }

    private QueryResult Query(string sql) =>
        new ReadOnlyQuery(_folder.Root, TimeProvider.System).Run(sql, TimeSpan.FromMinutes(1), 100);
}
