using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

public sealed class SqliteSweepStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Store_FinishedSweep_ReadsBackAsWritten()
    {
        SweepPlan plan = Sample.Plan();
        using (SqliteSweepStore store = Open())
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            foreach (Trial trial in plan.Trials)
                journal.Train(trial, 0.9 - (0.1 * trial.Number));
            journal.EndSweep(SweepState.Completed, "every trial has ended");
        }

        using SqliteSweepReader reader = Read();
        SweepRecord sweep = Assert.Single(reader.ReadSweeps());
        Assert.Equal(new SweepReference("grid", 1), sweep.Reference);
        Assert.Equal(plan.Description, sweep.Description);
        Assert.Equal(SweepState.Completed, sweep.State);
        Assert.Equal("every trial has ended", sweep.Reason);
        Assert.Equal(plan.Objective, sweep.Objective);
        Assert.Equal(plan.EarlyStopping, sweep.EarlyStopping);
        Assert.Equal(plan.Seed, sweep.Seed);
        Assert.Equal(plan.ExperimentFile, sweep.ExperimentFile);
        Assert.Equal(plan.ExperimentText, sweep.ExperimentText);
        Assert.Equal(plan.Facts.AsEnumerable(), sweep.Facts);
        Assert.Equal(plan.Space.Hyperparameters.Select(h => h.Name), sweep.Space.Hyperparameters.Select(h => h.Name));
        Assert.Equal(
            plan.Space.Hyperparameters.SelectMany(h => h.Values), sweep.Space.Hyperparameters.SelectMany(h => h.Values));
        Assert.Equal(4, sweep.TrialCounts[TrialState.Completed]);
        Assert.Equal(1, sweep.BestTrial);
        Assert.Equal(0.8, sweep.BestObjective!.Value, precision: 12);
        Assert.NotNull(sweep.EndedAt);
        Assert.Equal(Sample.Environment, Assert.Single(reader.ReadEnvironments(sweep)));
    }

    [Fact]
    public void Store_FinishedTrial_ReadsBackAsWritten()
    {
        SweepPlan plan = Sample.Plan();
        using (SqliteSweepStore store = Open())
            store.Open(plan, Sample.Environment, fresh: false).Train(plan.Trials[0], 0.9);

        using SqliteSweepReader reader = Read();
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        ImmutableArray<TrialRecord> trials = reader.ReadTrials(sweep);
        Assert.Equal(plan.Trials.Select(t => (t.Number, t.Repeat, t.Identity, t.Seed, t.Values, t.PlannedEpochs)),
            trials.Select(t => (t.Number, t.Repeat, t.Identity, t.Seed, t.Values, t.PlannedEpochs)));
        TrialRecord trained = trials[0];
        Assert.Equal((TrialState.Completed, "trained to its last epoch", 2, 1, 0.9, 1.5),
            (trained.State, trained.Reason, trained.LastEpoch, trained.BestEpoch, trained.Objective, trained.DurationSeconds));
        Assert.Equal(Sample.Epoch(1, 0.9, 0.4).Metrics.AsEnumerable(), trained.BestMetrics);
        Assert.NotNull(trained.StartedAt);
        TrialRecord waiting = trials[1];
        Assert.Equal(
            (TrialState.Waiting, null, null, null, null),
            (waiting.State, waiting.Reason, waiting.LastEpoch, waiting.BestEpoch, waiting.Objective));
        Assert.Empty(waiting.BestMetrics);
        IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> epochs = reader.ReadEpochs(sweep);
        Assert.Equal([1], epochs.Keys);
        Assert.Equal([1, 2], epochs[1].Select(e => e.Epoch));
        Assert.Equal([0.25, 0.25], epochs[1].Select(e => e.DurationSeconds));
        Assert.Equal(0.9 - 0.1, epochs[1][1].Find("validation_accuracy"));
    }

    [Theory]
    [InlineData("0.1", "real")]
    [InlineData("128", "integer")]
    [InlineData("-3", "integer")]
    [InlineData("1E+300", "real")]
    [InlineData("\"relu\"", "text")]
    [InlineData("\"128\"", "text")]
    [InlineData("true", "integer")]
    [InlineData("[\"relu\",\"tanh\"]", "text")]
    [InlineData("{\"name\":\"normal\",\"scale\":0.1}", "text")]
    public void HyperparameterValue_OfAnyKind_KeepsTypeAndReadsBack(string canonical, string type)
    {
        HyperparameterValue value = HyperparameterValue.Parse(canonical);
        SweepPlan plan = Sample.Plan(space: Sample.SpaceOf(("x", [value])));
        using (SqliteSweepStore store = Open())
            store.Open(plan, Sample.Environment, fresh: false);

        using SqliteSweepReader reader = Read();
        Assert.Equal(value, reader.ReadTrials(reader.FindSweep("grid", null)!)[0].Values["x"]);
        using SqliteConnection connection = _folder.Connect();
        Assert.Equal(type, connection.QuerySingle<string>("SELECT typeof(x) FROM runs"));
    }

    [Theory]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Metric_NotFinite_IsNullWithKindAndReadsBack(double value, string kind)
    {
        SweepPlan plan = Sample.Plan();
        using (SqliteSweepStore store = Open())
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.StartTrial(plan.Trials[0]);
            journal.RecordEpoch(plan.Trials[0], Sample.Epoch(1, value));
            journal.EndTrial(plan.Trials[0], Sample.Outcome(TrialState.Diverged, 1, null, null), Sample.Nothing);
        }

        using SqliteSweepReader reader = Read();
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        Assert.Equal(value, reader.ReadEpochs(sweep)[1][0].Find("validation_accuracy"));
        Assert.Null(sweep.BestTrial);
        using SqliteConnection connection = _folder.Connect();
        Assert.Equal(
            (null, kind), connection.QuerySingle<(double?, string)>("SELECT value, kind FROM metrics WHERE kind IS NOT NULL"));
    }

    [Fact]
    public void FinalMetrics_OfEndedTrial_StandAtTheBestEpoch()
    {
        SweepPlan plan = Sample.Plan();
        TrialResult result =
            new() { FinalMetrics = [new MetricValue("test_accuracy", 0.87), new MetricValue("validation_loss", 0.25)] };
        using (SqliteSweepStore store = Open())
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            journal.StartTrial(plan.Trials[0]);
            journal.RecordEpoch(plan.Trials[0], Sample.Epoch(1, 0.9));
            journal.RecordEpoch(plan.Trials[0], Sample.Epoch(2, 0.8));
            journal.EndTrial(plan.Trials[0], Sample.Outcome(), result);
        }

        using SqliteSweepReader reader = Read();
        TrialRecord trial = reader.ReadTrials(reader.FindSweep("grid", null)!)[0];
        Assert.Equal(
            [new MetricValue("validation_accuracy", 0.9), new MetricValue("validation_loss", 0.25),
                new MetricValue("test_accuracy", 0.87)],
            trial.BestMetrics.AsEnumerable());
    }

    [Fact]
    public void Store_AfterDispose_LeavesOneDatabaseFileAndNoOwner()
    {
        using (SqliteSweepStore store = Open())
            store.Open(Sample.Plan(), Sample.Environment, fresh: false);
        Assert.Equal(["sweeper.db", "sweeper.lock"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Reader_WhileWriting_SeesWhatIsCommittedAndNeverBlocks()
    {
        SweepPlan plan = Sample.Plan();
        using SqliteSweepStore store = Open();
        ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
        using SqliteSweepReader reader = Read();
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        using SqliteConnection other = _folder.Connect();
        other.Execute("BEGIN DEFERRED");
        Assert.Equal(4, other.QuerySingle<int>("SELECT count(*) FROM trials WHERE state = 'waiting'"));

        journal.Train(plan.Trials[0], 0.9);

        Assert.Equal(TrialState.Completed, reader.ReadTrials(sweep)[0].State);
        Assert.Equal(4, other.QuerySingle<int>("SELECT count(*) FROM trials WHERE state = 'waiting'"));
        other.Execute("ROLLBACK TRANSACTION");
    }

    [Fact]
    public void BestTrial_WithTies_IsTheLowestNumberByGoal()
    {
        SweepPlan plan = Sample.Plan(goal: Sweeps.Objectives.Goal.Minimize);
        using (SqliteSweepStore store = Open())
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            foreach ((int index, double objective) in new[] { (3, 0.2), (1, 0.2), (0, 0.3) })
                journal.Train(plan.Trials[index], objective);
        }

        using SqliteSweepReader reader = Read();
        Assert.Equal(2, reader.FindSweep("grid", null)!.BestTrial);
    }

    private SqliteSweepStore Open() => SqliteSweepStore.Open(_folder.Root, TimeProvider.System);

    private SqliteSweepReader Read() => SqliteSweepReader.Open(_folder.Root);
}
