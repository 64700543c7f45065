using Sweeper.Cli.Progress;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tests.Progress;

public sealed class TimeLeftTests
{
    private readonly SweepPlan _plan = Sample.Plan(learningRates: 4);
    private readonly SweepProgress _progress;

    public TimeLeftTests() => _progress = new SweepProgress(_plan, [.. _plan.Trials.Select(_ => TrialState.Waiting)], null);

    [Fact]
    public void Estimate_NothingMeasured_IsUnknown()
    {
        _progress.TrialStarted(_plan.Trials[0]);
        Assert.Null(TimeLeft.Estimate(_progress.Snapshot()));
    }

    [Fact]
    public void Estimate_FirstTrials_ComesFromTheirEpochs()
    {
        // Two of eight run, ten epochs of half a second each, six wait: 4 + 4 + 6 · 5 seconds of work, by two at once.
        foreach (Trial trial in _plan.Trials.Take(2))
        {
            _progress.TrialStarted(trial);
            _progress.EpochEnded(trial, Sample.Epoch(2, 0.5));
        }

        Assert.Equal((4 + 4 + (6 * 5)) / 2.0, TimeLeft.Estimate(_progress.Snapshot())!.Value, 9);
    }

    [Fact]
    public void Estimate_TrialsThatStoppedEarly_ExpectsTheOthersToDoSo()
    {
        End(_plan.Trials[0], Sample.Outcome() with { LastEpoch = 4, DurationSeconds = 2 });
        _progress.TrialStarted(_plan.Trials[1]);
        _progress.EpochEnded(_plan.Trials[1], Sample.Epoch(1, 0.5));

        // The running one needs 3 of its 9 epochs, the six others two seconds each.
        Assert.Equal(1.5 + (6 * 2), TimeLeft.Estimate(_progress.Snapshot())!.Value, 9);
    }

    [Fact]
    public void Estimate_MeasurementsAtTheEnd_AreCounted()
    {
        var progress = new SweepProgress(
            _plan, [.. _plan.Trials.Select(_ => TrialState.Completed)], null) { MeasuringEpochs = 3 };
        progress.TrialStarted(_plan.Trials[0]);
        progress.EpochEnded(_plan.Trials[0], Sample.Epoch(Sample.PlannedEpochs, 0.5));
        progress.TrialEnded(_plan.Trials[0], Sample.Outcome() with { DurationSeconds = 5 });

        Assert.Equal(3 * 5.0 / Sample.PlannedEpochs, TimeLeft.Estimate(progress.Snapshot())!.Value, 9);
    }

    [Fact]
    public void Estimate_FailedTrials_TeachNothing()
    {
        End(_plan.Trials[0], Sample.Outcome(TrialState.Failed, null));
        Assert.Null(TimeLeft.Estimate(_progress.Snapshot()));
    }

    [Fact]
    public void Estimate_TheLastTrials_IsThatOfTheLongest()
    {
        foreach (Trial trial in _plan.Trials.Skip(2))
            End(trial, Sample.Outcome() with { DurationSeconds = 5 });
        _progress.TrialStarted(_plan.Trials[0]);
        _progress.EpochEnded(_plan.Trials[0], Sample.Epoch(1, 0.5));
        _progress.TrialStarted(_plan.Trials[1]);
        _progress.EpochEnded(_plan.Trials[1], Sample.Epoch(9, 0.5));

        Assert.Equal(4.5, TimeLeft.Estimate(_progress.Snapshot())!.Value, 9);
    }

    private void End(Trial trial, TrialOutcome outcome)
    {
        _progress.TrialStarted(trial);
        _progress.TrialEnded(trial, outcome);
    }
}
