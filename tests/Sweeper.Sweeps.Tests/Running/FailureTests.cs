using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

public class FailureTests
{
    [Theory]
    [InlineData(0, TrialState.Failed, 1, false)]
    [InlineData(1, TrialState.Failed, 1, true)]
    [InlineData(1, TrialState.Failed, 2, false)]
    [InlineData(3, TrialState.Failed, 3, true)]
    [InlineData(0, TrialState.Waiting, 0, true)]
    [InlineData(0, TrialState.Interrupted, 9, true)]
    [InlineData(9, TrialState.Completed, 1, false)]
    [InlineData(9, TrialState.Pruned, 1, false)]
    [InlineData(9, TrialState.Diverged, 1, false)]
    public void IsLeft_ByStateAndAttempts_GivesFailedTrialsTheirRetries(
        int retries, TrialState state, int attempts, bool expected) =>
        Assert.Equal(expected, new FailureRules { Retries = retries }.IsLeft(state, attempts));

    [Fact]
    public void Run_FailedTrials_AreTriedAgainAfterTheOthersAsOftenAsTheRulesSay()
    {
        SweepPlan plan = Sample.Plan(trials: 4, epochs: 1);
        var journal = new MemoryJournal(plan)
        {
            InitialStates = [TrialState.Failed, TrialState.Failed, TrialState.Waiting, TrialState.Interrupted],
            InitialAttempts = [2, 1, 0, 1],
        };
        List<int> order = [];
        SweepResult result = Run(plan, journal, trial =>
        {
            order.Add(trial.Number);
            if (trial.Number == 3)
                throw new InvalidOperationException("a bug");
        });

        Assert.Equal([3, 4, 2], order);
        Assert.Equal(
            [TrialState.Failed, TrialState.Completed, TrialState.Failed, TrialState.Completed], result.States.AsEnumerable());
        Assert.Equal((0, 1), (result.LeftCount, result.RetryCount));
        Assert.Equal(SweepState.Completed, journal.End!.Value.State);
    }

    [Fact]
    public void Run_FailuresInARow_StopWithTheRestWaiting()
    {
        SweepPlan plan = Sample.Plan(trials: 12, epochs: 1) with { Failures = new FailureRules { MaximumInARow = 3 } };
        var journal = new MemoryJournal(plan);

        // The good one between them begins the count anew.
        SweepResult result = Run(plan, journal, trial =>
        {
            if (trial.Number != 3)
                throw new InvalidOperationException($"the disk of node {trial.Number} is gone");
        });

        Assert.Equal(
            "3 trials in a row failed, the last because of: InvalidOperationException: the disk of node 6 is gone",
            result.FailuresReached);
        Assert.Equal((SweepState.Interrupted, result.FailuresReached!), journal.End);
        Assert.Equal((6, 5), (result.LeftCount, result.RetryCount));
        Assert.All(result.States[6..], s => Assert.Equal(TrialState.Waiting, s));
    }

    [Fact]
    public void Run_TrialsThatTheMachineCannotCarryOut_DoNotCountAsFailuresInARow()
    {
        SweepPlan plan = Sample.Plan(trials: 8, epochs: 1) with { Failures = new FailureRules { MaximumInARow = 2 } };
        SweepResult result = Run(plan, new MemoryJournal(plan), trial =>
        {
            if (trial.Number <= 6)
                throw new TrialRefusedException("it needs more memory than there is");
        });

        Assert.Null(result.FailuresReached);
        Assert.Equal(
            (6, 2), (result.States.Count(s => s == TrialState.Failed), result.States.Count(s => s == TrialState.Completed)));
    }

    [Fact]
    public void Run_NoMaximum_FailsThemAll()
    {
        SweepPlan plan = Sample.Plan(trials: 9, epochs: 1) with { Failures = new FailureRules { MaximumInARow = null } };
        SweepResult result = Run(plan, new MemoryJournal(plan), _ => throw new InvalidOperationException("a bug"));
        Assert.All(result.States, s => Assert.Equal(TrialState.Failed, s));
        Assert.Null(result.FailuresReached);
    }

    private static SweepResult Run(SweepPlan plan, MemoryJournal journal, Action<Trial> onStart)
    {
        var runner = new ScriptedRunner((_, _) => 1) { OnStart = onStart };
        return new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, 1, default);
    }
}
