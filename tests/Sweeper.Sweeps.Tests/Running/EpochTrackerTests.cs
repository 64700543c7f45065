using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

public class EpochTrackerTests
{
    private static readonly Objective Accuracy = new("validation_accuracy", Goal.Maximize);

    [Fact]
    public void EndEpoch_WithoutEarlyStopping_FirstBestObjectiveStands()
    {
        var tracker = new EpochTracker(Accuracy, null);
        bool[] best = [.. new[] { 0.5, 0.7, 0.7, 0.6, 0.8 }.Select((a, i) => tracker.EndEpoch(Epoch(i + 1, 1, a)).IsBest)];
        Assert.Equal([true, true, false, false, true], best);
        Assert.Equal(5, tracker.BestEpoch);
        Assert.Equal(0.8, tracker.Objective);
    }

    [Fact]
    public void EndEpoch_RestoreBest_BestMonitorStandsWithItsObjective()
    {
        var tracker = new EpochTracker(Accuracy, Rule(patience: 10));
        tracker.EndEpoch(Epoch(1, 0.9, 0.5));
        tracker.EndEpoch(Epoch(2, 0.3, 0.7));
        tracker.EndEpoch(Epoch(3, 0.4, 0.9));
        Assert.Equal(2, tracker.BestEpoch);
        Assert.Equal(0.7, tracker.Objective);
    }

    [Fact]
    public void EndEpoch_NoRestoreBest_LastEpochStands()
    {
        var tracker = new EpochTracker(Accuracy, Rule(patience: 10) with { RestoreBest = false });
        Assert.True(tracker.EndEpoch(Epoch(1, 0.2, 0.8)).IsBest);
        Assert.True(tracker.EndEpoch(Epoch(2, 0.9, 0.1)).IsBest);
        Assert.Equal((2, 0.1), (tracker.BestEpoch, tracker.Objective));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 5)]
    [InlineData(3, 6)]
    public void EndEpoch_PatienceRunsOut_StopsAtThatEpoch(int patience, int expected)
    {
        // Improves until epoch 3, then never again.
        double[] losses = [0.5, 0.4, 0.3, 0.3, 0.31, 0.35, 0.32];
        var tracker = new EpochTracker(Accuracy, Rule(patience));
        int epoch = 0;
        EpochDecision decision;
        do
        {
            decision = tracker.EndEpoch(Epoch(epoch + 1, losses[epoch], 0.5));
            epoch++;
        }
        while (!decision.ShouldStop);

        Assert.Equal(expected, epoch);
        Assert.Equal(TrialState.Completed, decision.StopState);
        string epochs = patience == 1 ? "1 epoch" : $"{patience} epochs";
        Assert.Equal($"early stopping: validation_loss did not improve on 0.3 (epoch 3) in {epochs}", decision.StopReason);
    }

    [Fact]
    public void EndEpoch_ImprovementsBelowMinDelta_CountAsNoneButStillStand()
    {
        var tracker = new EpochTracker(Accuracy, Rule(patience: 2) with { MinDelta = 0.1 });
        Assert.False(tracker.EndEpoch(Epoch(1, 0.50, 0.1)).ShouldStop);
        Assert.False(tracker.EndEpoch(Epoch(2, 0.45, 0.2)).ShouldStop);
        Assert.True(tracker.EndEpoch(Epoch(3, 0.42, 0.3)).ShouldStop);
        Assert.Equal(3, tracker.BestEpoch);
    }

    [Fact]
    public void EndEpoch_MaximizedMonitor_WaitsForAnIncrease()
    {
        var tracker = new EpochTracker(
            Accuracy, Rule(patience: 1) with { Monitor = "validation_accuracy", Goal = Goal.Maximize });
        Assert.False(tracker.EndEpoch(Epoch(1, 1, 0.5)).ShouldStop);
        Assert.False(tracker.EndEpoch(Epoch(2, 1, 0.6)).ShouldStop);
        Assert.True(tracker.EndEpoch(Epoch(3, 1, 0.6)).ShouldStop);
    }

    [Theory]
    [InlineData(double.NaN, "validation_loss became NaN at epoch 2")]
    [InlineData(double.PositiveInfinity, "validation_loss became infinite at epoch 2")]
    [InlineData(double.NegativeInfinity, "validation_loss became minus infinite at epoch 2")]
    public void EndEpoch_NotFinite_DivergesAndNeverStands(double loss, string reason)
    {
        var tracker = new EpochTracker(Accuracy, Rule(patience: 1));
        tracker.EndEpoch(Epoch(1, 0.5, 0.6));
        EpochDecision decision = tracker.EndEpoch(Epoch(2, loss, 0.99));
        Assert.Equal(TrialState.Diverged, decision.StopState);
        Assert.Equal(reason, decision.StopReason);
        Assert.False(decision.IsBest);
        Assert.Equal((2, 1, 0.6), (tracker.LastEpoch, tracker.BestEpoch, tracker.Objective));
    }

    private static EarlyStopping Rule(int patience) =>
        new() { Monitor = "validation_loss", Goal = Goal.Minimize, Patience = patience, MinDelta = 0, RestoreBest = true };

    private static EpochMetrics Epoch(int epoch, double loss, double accuracy) => new()
    {
        Epoch = epoch,
        Metrics = [new("validation_loss", loss), new("validation_accuracy", accuracy)],
        DurationSeconds = 0,
    };
}
