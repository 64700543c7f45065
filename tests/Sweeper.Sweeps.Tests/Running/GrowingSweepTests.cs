using System.Collections;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

public class GrowingSweepTests
{
    private const int Last = 9;

    [Fact]
    public void Run_LearningSampler_GoesToTheBestAndSaysWhereFrom()
    {
        var journal = new MemoryJournal(Plan(most: 7));

        SweepResult result = Run(Plan(most: 7), journal, parallel: 1);

        // From 0 and 9 to the neighbours of 9, the better end, and on to 6, the best.
        Assert.Equal([8, 7, 6, 5, 4], journal.Added.Select(X));
        Assert.Equal(["1-2", "1-3", "1-4", "1-5", "1-6"], journal.Added.Select(t => t.Proposal!.From));
        Assert.Equal([3, 4, 5, 6, 7], journal.Added.Select(t => t.Number));
        Assert.All(result.States, s => Assert.Equal(TrialState.Completed, s));
        Assert.Equal((0, (int?)0, false), (result.LeftCount, journal.Further, result.IsUsedUp));
        Assert.Equal((SweepState.Completed, "every trial that run_cap allows has ended"), journal.End);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_SpaceUsedUp_EndsAndSaysSo(int parallel)
    {
        SweepPlan plan = Plan(most: 50);
        var journal = new MemoryJournal(plan);

        SweepResult result = Run(plan, journal, parallel);

        Assert.Equal(Enumerable.Range(0, Last + 1), plan.Trials.Concat(journal.Added).Select(X).Order());
        Assert.True(result.IsUsedUp);
        Assert.Equal((0, 0), (result.LeftCount, journal.Further));
        Assert.Equal((SweepState.Completed, "every cell of the space has been tried"), journal.End);
    }

    [Fact]
    public void Run_WithoutCap_EndsWithTheTarget()
    {
        SweepPlan plan = Plan(most: null) with { Limits = new SweepLimits { Target = -1 } };
        var journal = new MemoryJournal(plan);

        SweepResult result = Run(plan, journal, parallel: 1);

        Assert.Equal([8, 7], journal.Added.Select(X));
        Assert.Null(result.LeftCount);
        Assert.NotNull(result.LimitReached);
        Assert.Null(plan.TrialCount);
    }

    [Fact]
    public void Run_SeveralAtOnce_RecordsEachProposalBeforeItStartsAndTellsOfRunningOnes()
    {
        SweepPlan plan = Plan(most: 8);
        var journal = new MemoryJournal(plan);
        var runner = new ScriptedRunner(Accuracy)
        {
            OnStart = trial =>
                Assert.True(trial.Number <= plan.Trials.Count || journal.Added.Any(t => t.Number == trial.Number)),
        };

        SweepResult result = new SweepRunner(runner, runner, TimeProvider.System)
            .Run(plan, journal, parallel: 3, CancellationToken.None);

        Assert.Equal(8, result.States.Length);
        Assert.Equal(8, plan.Trials.Concat(journal.Added).Select(X).Distinct().Count());
        Assert.All(journal.Added, t => Assert.All(ProposedFrom.Read(t.Proposal!.From), f => Assert.True(f.Number < t.Number)));
    }

    [Fact]
    public void Run_CarriedOn_ProposesWhatAnUninterruptedRunDoes()
    {
        SweepPlan plan = Plan(most: 7);
        var whole = new MemoryJournal(plan);
        Run(plan, whole, parallel: 1);
        Trial[] expected = [.. plan.Trials, .. whole.Added];

        for (int recorded = plan.Trials.Count; recorded < expected.Length; recorded++)
        {
            // The last one was interrupted.
            SweepPlan carriedOn = plan with { Trials = expected[..recorded] };
            var journal = new MemoryJournal(carriedOn)
            {
                InitialStates =
                    [.. Enumerable.Range(1, recorded).Select(n => n < recorded ? TrialState.Completed : TrialState.Interrupted)],
                InitialAttempts = [.. Enumerable.Repeat(1, recorded)],
                InitialResults = [.. Enumerable.Range(1, recorded).Select(
                    n => n < recorded ? new EarlierResult(Accuracy(expected[n - 1], 1), 1) : default)],
            };
            Run(carriedOn, journal, parallel: 1);

            Assert.Equal(
                expected[recorded..].Select(t => (t.Identity, t.Proposal)), journal.Added.Select(t => (t.Identity, t.Proposal)));
        }
    }

    [Fact]
    public void Run_FailedBefore_IsTriedAgainAfterAllProposals()
    {
        SweepPlan plan = Plan(most: 5);
        var journal =
            new MemoryJournal(plan) { InitialStates = [TrialState.Failed, TrialState.Waiting], InitialAttempts = [1, 0] };
        List<int> order = [];
        var runner = new ScriptedRunner(Accuracy) { OnStart = t => order.Add(t.Number) };

        new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, parallel: 1, CancellationToken.None);

        Assert.Equal([2, 3, 4, 5, 1], order);
        Assert.Equal("1f,2", journal.Added.First().Proposal!.From);
    }

    [Fact]
    public void Run_StoppedWithMoreToPropose_SaysHowManyAreLeft()
    {
        SweepPlan plan = Plan(most: 7);
        var journal = new MemoryJournal(plan);
        using var stop = new CancellationTokenSource();
        var runner = new ScriptedRunner((trial, epoch) =>
        {
            if (trial.Number == 4)
                stop.Cancel();
            return Accuracy(trial, epoch);
        });

        SweepResult result = new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, parallel: 1, stop.Token);

        Assert.Equal(3, result.LeftCount);
        Assert.Equal(SweepState.Interrupted, journal.End!.Value.State);
    }

    [Fact]
    public void Run_PlanOfMany_RecordsOnlyWhatIsNear()
    {
        var trials = new CountingTrials(1_000_000);
        SweepPlan plan = Sample.Plan(trials: 1, epochs: 1) with { Trials = trials, Repeats = 1, LastEpoch = 1,
            Limits = new SweepLimits { Target = 1 } };
        var journal = new MemoryJournal(Sample.Plan(trials: 4, epochs: 1));

        // The fourth reaches the target.
        SweepResult result = Run(plan, journal, parallel: 1, (trial, _) => trial.Number == 4 ? 1 : 0);

        Assert.Equal((999_996, SweepPlan.RecordedAhead), (result.LeftCount, journal.Added.Count + 4));
        Assert.Equal(1_000_000 - SweepPlan.RecordedAhead, journal.Further);
        Assert.InRange(trials.Made, SweepPlan.RecordedAhead - 4, SweepPlan.RecordedAhead + 4);
    }

    private static SweepResult Run(
        SweepPlan plan, MemoryJournal journal, int parallel, Func<Trial, int, double>? accuracy = null)
    {
        var runner = new ScriptedRunner(accuracy ?? Accuracy);
        return new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, parallel, CancellationToken.None);
    }

    // Best at 6.
    private static double Accuracy(Trial trial, int epoch) => -Math.Abs(X(trial) - 6);

    private static int X(Trial trial) => (int)((NumberValue)trial.Values["x"]).Number;

    private static SweepPlan Plan(int? most)
    {
        var growth = new PlanGrowth
        {
            SamplerName = "near",
            Sampler = new NearBestSampler(Goal.Maximize),
            Space = new SearchSpace { Hyperparameters = [new Hyperparameter { Name = "x",
                Values = [.. Enumerable.Range(0, Last + 1).Select(x => new NumberValue(x))] }] },
            MostTrials = most,
            Trainings = cell => [new Trial { Number = 0, Repeat = 1, Identity = TrialIdentity.Of(cell, 1), Seed = 1,
                Values = cell, PlannedEpochs = 1 }],
        };
        var history = new ProposalHistory(growth);
        List<Trial> startup = [];
        for (int i = 1; i <= growth.Sampler.Startup; i++)
        {
            startup.Add(history.Propose()[0] with { Number = i });
            history.Add(startup[^1]);
        }

        return Sample.Plan(trials: 1, epochs: 1) with { Trials = startup, Growth = growth, IsCapped = most is not null };
    }

    /// <summary>Trials that are made when they are asked for, and counted.</summary>
    private sealed class CountingTrials(int count) : IReadOnlyList<Trial>
    {
        public int Made { get; private set; }

        public int Count => count;

        public Trial this[int index]
        {
            get
            {
                Made++;
                return new Trial
                {
                    Number = index + 1,
                    Repeat = 1,
                    Identity = TrialIdentity.Of(HyperparameterValues.Empty, index + 1),
                    Seed = 1,
                    Values = HyperparameterValues.Empty,
                    PlannedEpochs = 1,
                };
            }
        }

        public IEnumerator<Trial> GetEnumerator() =>
            throw new InvalidOperationException("Nothing may look at a million trials.");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
