using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class ObjectiveTableTests
{
    private static readonly Hyperparameter Rate = new() { Name = "rate", Values = [0.1, 0.2] };
    private static readonly Hyperparameter Size = new() { Name = "size", Values = ["small", "large"] };

    [Fact]
    public void Of_SeveralTrialsInACell_AveragesOverTheRest()
    {
        TrialRecord[] trials =
        [
            TrialRecords.Create(1, 0.4, values: [("rate", 0.1), ("size", "small"), ("batch", 32)]),
            TrialRecords.Create(2, 0.8, values: [("rate", 0.1), ("size", "small"), ("batch", 64)]),
            TrialRecords.Create(3, 0.9, values: [("rate", 0.2), ("size", "large"), ("batch", 64)]),
        ];

        ObjectiveTable table = ObjectiveTable.Of(trials, Rate, Size);

        Assert.Equal(0.6, table.Cells[0][0].Mean!.Value, 12);
        Assert.Equal(2, table.Cells[0][0].Ranked);
        Assert.Equal(0.9, table.Cells[1][1].Mean);
    }

    [Fact]
    public void Of_CellsWithoutAResult_TellMissingWaitingAndFailedApart()
    {
        TrialRecord[] trials =
        [
            TrialRecords.Create(1, null, TrialState.Diverged, ("rate", 0.1), ("size", "small")),
            TrialRecords.Create(2, null, TrialState.Waiting, ("rate", 0.2), ("size", "small")),
            TrialRecords.Create(3, 0.9, TrialState.Completed, ("rate", 0.2), ("size", "large")),
        ];

        ObjectiveTable table = ObjectiveTable.Of(trials, Rate, Size);

        Assert.Equal(ObjectiveCellState.Failed, table.Cells[0][0].State);
        Assert.Equal(ObjectiveCellState.Missing, table.Cells[0][1].State);
        Assert.Equal(ObjectiveCellState.Waiting, table.Cells[1][0].State);
        Assert.Equal(ObjectiveCellState.Measured, table.Cells[1][1].State);
        Assert.Null(table.Cells[0][0].Mean);
    }

    [Fact]
    public void Of_FailedBesideRanked_CountsBothAndAveragesTheRanked()
    {
        TrialRecord[] trials =
        [
            TrialRecords.Create(1, 0.1, TrialState.Failed, ("rate", 0.1), ("size", "small")),
            TrialRecords.Create(2, 0.7, TrialState.Completed, ("rate", 0.1), ("size", "small")),
        ];

        ObjectiveCell cell = ObjectiveTable.Of(trials, Rate, Size).Cells[0][0];

        Assert.Equal(0.7, cell.Mean);
        Assert.Equal((1, 1), (cell.Ranked, cell.Failed));
        Assert.Equal([1, 2], cell.Trials.AsEnumerable());
    }

    [Fact]
    public void Of_TrialWithoutTheHyperparameter_IsLeftOut()
    {
        TrialRecord[] trials = [TrialRecords.Create(1, 0.7, TrialState.Completed, ("rate", 0.1))];

        Assert.All(ObjectiveTable.Of(trials, Rate, Size).Cells.SelectMany(r => r), c => Assert.Empty(c.Trials));
    }
}
