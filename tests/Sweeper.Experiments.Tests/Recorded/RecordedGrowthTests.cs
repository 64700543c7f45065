using System.Collections.Immutable;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Recorded;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Kinds;

namespace Sweeper.Experiments.Tests.Recorded;

public class RecordedGrowthTests
{
    private static readonly ExperimentLoader Loader =
        new(NetworkTrialKind.Instance) { Samplers = [.. NearBestSampler.AndOthers] };

    [Fact]
    public void Arrange_RecordedProposals_AreKnownUnderTheirNumbers()
    {
        Experiment experiment = Load(runCap: 6);
        ImmutableArray<TrialRecord> recorded = Trained(experiment, trials: 4);

        SweepPlan plan = RecordedGrowth.Arrange(SweepPlanner.Plan(experiment), SweepPlanner.GrowthOf(experiment)!, recorded);

        Assert.Equal(
            recorded.Select(r => (r.Number, r.Identity, r.Proposal)),
            plan.Trials.Select(t => (t.Number, t.Identity, t.Proposal)));
        Assert.Empty(plan.LeftOut);
        Assert.Equal(6, plan.TrialCount);
    }

    [Fact]
    public void Arrange_MoreRepeats_AddsThemToTheCellsThatAreThere()
    {
        ImmutableArray<TrialRecord> recorded = Trained(Load(runCap: 6), trials: 3);
        Experiment repeated = Load(runCap: 20, repeats: 2);

        SweepPlan plan = RecordedGrowth.Arrange(SweepPlanner.Plan(repeated), SweepPlanner.GrowthOf(repeated)!, recorded);

        Assert.Equal([1, 1, 1, 2, 2, 2], plan.Trials.Select(t => t.Repeat));
        Assert.Equal(recorded.Select(r => r.Values), plan.Trials.Skip(3).Select(t => t.Values));
        Assert.Equal(Enumerable.Range(1, 6), plan.Trials.Select(t => t.Number));
    }

    [Fact]
    public void Arrange_LowerLimits_LeaveOutWhatIsBeyondThem()
    {
        Experiment repeated = Load(runCap: 8, repeats: 2);
        ImmutableArray<TrialRecord> recorded = Trained(repeated, trials: 8);

        Experiment lowered = Load(runCap: 3, repeats: 1);
        SweepPlan plan = RecordedGrowth.Arrange(SweepPlanner.Plan(lowered), SweepPlanner.GrowthOf(lowered)!, recorded);

        Assert.Equal([2, 4, 6, 7, 8], plan.LeftOut.Order());
        Assert.Equal(8, plan.TrialCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Replay_OfWhatIsRecorded_ComesOutTheSame(int repeats)
    {
        Experiment experiment = Load(runCap: 12, repeats);
        ImmutableArray<TrialRecord> recorded = Trained(experiment, trials: 12);

        ImmutableArray<ReplayedProposal> proposals = RecordedGrowth.Replay(experiment, recorded)!.Value;

        Assert.Equal(12 / repeats, proposals.Length);
        Assert.All(proposals, p => Assert.True(p.IsSame));
    }

    [Fact]
    public void Replay_WithOtherResults_TellsWhichProposalsDiffer()
    {
        Experiment experiment = Load(runCap: 6);
        ImmutableArray<TrialRecord> recorded = Trained(experiment, trials: 6);
        recorded = recorded.SetItem(0, recorded[0] with { Objective = 1_000 });

        ImmutableArray<ReplayedProposal> proposals = RecordedGrowth.Replay(experiment, recorded)!.Value;

        Assert.Equal([true, true], proposals.Take(2).Select(p => p.IsSame));
        Assert.Contains(proposals, p => !p.IsSame);
    }

    [Fact]
    public void Replay_TrialThatHadFailedAndWasTrainedSince_IsToldAsFailed()
    {
        Experiment experiment = Load(runCap: 4);
        ImmutableArray<TrialRecord> recorded = Trained(
            experiment, trials: 4, state: number => number == 2 ? TrialState.Failed : TrialState.Completed);
        recorded = recorded.SetItem(1, recorded[1] with { State = TrialState.Completed, Objective = 1_000 });

        Assert.Equal("1,2f", recorded[2].Proposal!.From);
        Assert.All(RecordedGrowth.Replay(experiment, recorded)!.Value, p => Assert.True(p.IsSame));
    }

    [Fact]
    public void Replay_OfAGrid_IsNone() =>
        Assert.Null(RecordedGrowth.Replay(ExperimentText.Load(ExperimentText.WithDigits("parameters: {l1: [0.0, 0.1]}")), []));

    private static Experiment Load(int runCap, int repeats = 1) => Loader.Load(
        ExperimentText.WithDigits(
            $"method: near\nrun_cap: {runCap}\nrepeats: {repeats}\nparameters: {{learning_rate: [0.1, 0.2, 0.3, 0.4], "
            + $"weight_decay: [0.0, 0.1, 0.2]}}"),
        ExperimentText.File).Experiment!;

    // As a run of one trial at once records them.
    private static ImmutableArray<TrialRecord> Trained(Experiment experiment, int trials, Func<int, TrialState>? state = null)
    {
        SweepPlan plan = SweepPlanner.Plan(experiment);
        var history = new ProposalHistory(plan.Growth!);
        List<Trial> all = [.. plan.Trials.Take(trials)];
        all.ForEach(history.Add);
        for (int trained = 0; trained < all.Count; trained++)
        {
            TrialState end = state?.Invoke(trained + 1) ?? TrialState.Completed;
            history.Ended(trained + 1, end, Objective(all[trained]), lastEpoch: 1);
            if (trained < all.Count - 1 || all.Count == trials)
                continue;
            foreach (Trial trial in history.Propose())
            {
                all.Add(trial with { Number = all.Count + 1 });
                history.Add(all[^1]);
            }
        }

        return [.. all.Select(t => Record(t, state?.Invoke(t.Number) ?? TrialState.Completed))];
    }

    private static double Objective(Trial trial) =>
        -Math.Abs(((NumberValue)trial.Values["learning_rate"]).Number - 0.25) + (0.001 * trial.Repeat);

    private static TrialRecord Record(Trial trial, TrialState state) => new()
    {
        Number = trial.Number,
        Repeat = trial.Repeat,
        Identity = trial.Identity,
        Seed = trial.Seed,
        Values = trial.Values,
        State = state,
        Reason = "",
        PlannedEpochs = trial.PlannedEpochs,
        LastEpoch = 1,
        BestEpoch = 1,
        Objective = state == TrialState.Failed ? null : Objective(trial),
        BestMetrics = [],
        StartedAt = null,
        DurationSeconds = null,
        Proposal = trial.Proposal,
    };
}
