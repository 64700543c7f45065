using Dapper;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

/// <summary>Which fold a trial holds out, from the plan to the views.</summary>
public sealed class FoldTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fold_OfATrial_ReadsBackAndCanBeQueried()
    {
        SweepPlan plan = Sample.Plan(repeats: 2);
        plan = plan with { Trials = [.. plan.Trials.Select(t => t with { Repeat = 1, Fold = t.Repeat })] };
        using (SqliteSweepStore store = Open())
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            foreach (Trial trial in plan.Trials)
                journal.Train(trial, 0.5 + (0.01 * trial.Number));
        }

        using SqliteSweepReader reader = Read();
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        Assert.Equal([1, 2, 1, 2, 1, 2, 1, 2], reader.ReadTrials(sweep).Select(t => t.Fold));
        Assert.True(reader.IsCrossValidated(sweep));
        Assert.False(reader.IsRepeated(sweep));
        Assert.Equal(new BestCell(7, (0.57 + 0.58) / 2, 2), sweep.BestCell);
        TrialFields fields = reader.ReadFields(sweep);
        Assert.Equal(
            [8, 6, 4, 2],
            reader.SelectTrials(sweep, fields, new TrialSelection { Where = FilterParser.Parse("fold = 2") }).Trials.Select(t =>
                t.Trial.Number));
        using SqliteConnection connection = _folder.Connect();
        Assert.Equal(
            [2, 2, 1, 1], connection.Query<int>("SELECT repeat + fold - 1 FROM runs WHERE trial > 4 ORDER BY fold DESC, trial"));
        Assert.Equal(4, connection.QuerySingle<int>("SELECT count(*) FROM leaderboard WHERE fold = 1"));
    }

    [Fact]
    public void BestTrial_LuckiestTrialOfAnotherCell_IsTheBestOfTheBestCell()
    {
        SweepPlan plan = Sample.Plan(repeats: 2);
        double[] objectives = [0.99, 0.10, 0.60, 0.62, 0.61, 0.61, 0.20, 0.20];
        using (SqliteSweepStore store = Open())
        {
            ISweepJournal journal = store.Open(plan, Sample.Environment, fresh: false);
            foreach (Trial trial in plan.Trials)
                journal.Train(trial, objectives[trial.Number - 1]);
        }

        using SqliteSweepReader reader = Read();
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        CellLeaderboard board = CellLeaderboard.Rank(reader.ReadTrials(sweep), sweep.Objective.Goal);
        Assert.Equal((board.BestTrial!.Number, board.BestTrial.Objective), (sweep.BestTrial, sweep.BestObjective));
        Assert.Equal(
            (board.Best!.Cell.FirstNumber, board.Best.Cell.Objective!.Mean), (sweep.BestCell!.FirstTrial, sweep.BestCell.Mean));
        Assert.InRange(sweep.BestTrial!.Value, 3, 6);
    }

    [Fact]
    public void Fold_WithoutCrossValidation_IsNull()
    {
        using (SqliteSweepStore store = Open())
            store.Open(Sample.Plan(), Sample.Environment, fresh: false);

        using SqliteSweepReader reader = Read();
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        Assert.All(reader.ReadTrials(sweep), t => Assert.Null(t.Fold));
        Assert.False(reader.IsCrossValidated(sweep));
        Assert.Null(sweep.BestCell);
    }

    private SqliteSweepStore Open() => SqliteSweepStore.Open(_folder.Root, TimeProvider.System);

    private SqliteSweepReader Read() => SqliteSweepReader.Open(_folder.Root);
}
