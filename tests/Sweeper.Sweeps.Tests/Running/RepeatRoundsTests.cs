using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

public class RepeatRoundsTests
{
    private const int Cells = 5;
    private const int Least = 2;
    private const int Most = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public void Run_Rounds_GiveRepeatsToTheCellsThatAreNotToldApart(int parallel)
    {
        var journal = new MemoryJournal(Plan());

        SweepResult result = Run(Plan(), journal, parallel);

        // Cells 0 and 1 are far behind.
        Assert.Equal(Expected(), journal.Added.Select(Line));
        Assert.All(journal.Added, t => Assert.InRange(X(t), 2, Cells - 1));
        Assert.Equal(Enumerable.Range((Cells * Least) + 1, journal.Added.Count), journal.Added.Select(t => t.Number));
        Assert.Equal((0, SweepState.Completed), (result.LeftCount, journal.End!.Value.State));
        Assert.Equal(result.Rounds, journal.End.Value.Reason);
        Assert.EndsWith(
            $"after {(Cells * Least) + journal.Added.Count} trials, where repeats: 8 would have taken 40",
            result.Rounds,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SeveralAtOnce_BeginsNoRoundBeforeTheOneBeforeHasEnded()
    {
        SweepPlan plan = Plan();
        var journal = new MemoryJournal(plan);
        ConcurrentDictionary<int, bool> open = [];
        ConcurrentBag<bool> early = [];
        var runner = new ScriptedRunner((trial, epoch) =>
        {
            // The later a trial of a round, the sooner it ends.
            Thread.Sleep(5 * (Cells - X(trial)));
            if (epoch == trial.PlannedEpochs)
                open.TryRemove(trial.Number, out _);
            return Accuracy(trial, epoch);
        })
        {
            OnStart = trial =>
            {
                open[trial.Number] = true;
                int[] from = [.. ProposedFrom.Read(trial.Proposal?.From ?? "").Select(f => f.Number)];
                early.Add(open.Keys.Any(from.Contains));
            },
        };

        new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, parallel: 3, CancellationToken.None);

        Assert.All(early, Assert.False);
        Assert.True(runner.MostAtOnce > 1);
    }

    [Fact]
    public void Run_CarriedOnAtAnyTrial_ComesToTheSameTrials()
    {
        var whole = new MemoryJournal(Plan());
        Run(Plan(), whole, parallel: 1);
        Trial[] expected = [.. Plan().Trials, .. whole.Added];

        for (int recorded = Plan().Trials.Count; recorded <= expected.Length; recorded++)
        {
            SweepPlan carriedOn = Plan() with { Trials = expected[..recorded] };
            MemoryJournal journal = Recorded(carriedOn, n => n < recorded ? TrialState.Completed : TrialState.Interrupted);
            SweepResult result = Run(carriedOn, journal, parallel: 2);

            // A round is recorded at once: what is left of it is made up here as it was.
            Assert.Equal(
                expected.Select(t => (X(t), t.Repeat)).Order(),
                carriedOn.Trials.Concat(journal.Added).Select(t => (X(t), t.Repeat)).Order());
            Assert.NotNull(result.Rounds);
        }
    }

    [Fact]
    public void Run_AllRoundsOver_TrainsNothing()
    {
        var whole = new MemoryJournal(Plan());
        Run(Plan(), whole, parallel: 1);
        SweepPlan ended = Plan() with { Trials = [.. Plan().Trials, .. whole.Added] };
        MemoryJournal journal = Recorded(ended, _ => TrialState.Completed);

        Assert.Equal(0, SweepRunner.Left(ended, journal));
        SweepResult result = Run(ended, journal, parallel: 2);

        Assert.Empty(journal.Started);
        Assert.Equal(whole.End!.Value.Reason, result.Rounds);
    }

    [Fact]
    public void Run_FailedInAnEarlierRun_IsTriedAgainBeforeTheNextRound()
    {
        SweepPlan plan = Plan();
        MemoryJournal journal = Recorded(plan, n => n == 1 ? TrialState.Failed : TrialState.Completed);
        List<int> order = [];
        var runner = new ScriptedRunner(Accuracy) { OnStart = t => order.Add(t.Number) };

        new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, parallel: 1, CancellationToken.None);

        Assert.Equal(1, order[0]);
        Assert.Equal(Expected(), journal.Added.Select(Line));
    }

    [Fact]
    public void Run_RunCap_EndsTheRoundsAndSaysSo()
    {
        SweepPlan plan = Plan() with { Rounds = Rule with { AllTrials = (Cells * Least) + 2 } };
        var journal = new MemoryJournal(plan);

        Run(plan, journal, parallel: 3);

        Assert.Equal(2, journal.Added.Count);
        Assert.Equal("run_cap ended the rounds before the best cell stood apart from all others", journal.End!.Value.Reason);
    }

    [Fact]
    public void Run_TargetReached_BeginsNoFurtherRound()
    {
        SweepPlan plan = Plan() with { Limits = new SweepLimits { Target = 0 } };
        var journal = new MemoryJournal(plan);

        SweepResult result = Run(plan, journal, parallel: 1);

        Assert.Empty(journal.Added);
        Assert.Equal(((int?)null, true), (result.LeftCount, result.LimitReached is not null));
    }

    [Fact]
    public void Run_JournalFails_LetsNobodyWaitForTheRoundToEnd()
    {
        SweepPlan plan = Plan();
        var journal = new MemoryJournal(plan) { BreaksAtTrial = Cells * Least };
        var runner = new ScriptedRunner((trial, epoch) =>
        {
            // The others have ended by then and wait.
            Thread.Sleep(trial.Number == Cells * Least ? 200 : 0);
            return Accuracy(trial, epoch);
        });

        Assert.Throws<SweeperException>(
            () => new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, parallel: 4, CancellationToken.None));
    }

    [Fact]
    public void Run_Stopped_LetsNobodyWaitForTheRoundToEnd()
    {
        SweepPlan plan = Plan();
        var journal = new MemoryJournal(plan);
        using var stop = new CancellationTokenSource();
        var runner = new ScriptedRunner((trial, epoch) =>
        {
            if (trial.Number == Cells * Least)
                stop.Cancel();
            return Accuracy(trial, epoch);
        });

        SweepResult result = new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, parallel: 4, stop.Token);

        Assert.Empty(journal.Added);
        Assert.Null(result.LeftCount);
        Assert.Equal(SweepState.Interrupted, journal.End!.Value.State);
    }

    private static SweepResult Run(SweepPlan plan, MemoryJournal journal, int parallel)
    {
        var runner = new ScriptedRunner(Accuracy);
        return new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, parallel, CancellationToken.None);
    }

    // By hand: rounds from the same rule, one trial after the other.
    private static string[] Expected()
    {
        var rounds = new RepeatRounds(Plan().Objective.Goal, Rule);
        List<Trial> all = [.. Plan().Trials];
        List<string> added = [];
        for (int ended = 0; ended < all.Count; ended++)
        {
            rounds.Add(all[ended]);
            if (ended + 1 < all.Count)
                continue;
            all.ForEach(t => rounds.Ended(t.Number, TrialState.Completed, Accuracy(t, t.PlannedEpochs)));
            Trial[] next = [.. rounds.Next().Select((t, i) => t with { Number = all.Count + i + 1 })];
            all.AddRange(next);
            added.AddRange(next.Select(Line));
        }

        return [.. added];
    }

    private static string Line(Trial trial) =>
        $"{trial.Number}: cell {X(trial)} repeat {trial.Repeat} from {trial.Proposal?.From}";

    private static MemoryJournal Recorded(SweepPlan plan, Func<int, TrialState> state) => new(plan)
    {
        InitialStates = [.. plan.Trials.Select(t => state(t.Number))],
        InitialAttempts = [.. plan.Trials.Select(_ => 1)],
        InitialResults = [.. plan.Trials.Select(
            t => state(t.Number) == TrialState.Completed ? new EarlierResult(Accuracy(t, 2), 2) : default)],
    };

    private static int X(Trial trial) => (int)((NumberValue)trial.Values["x"]).Number;

    // The last three are close to each other.
    private static double Accuracy(Trial trial, int epoch)
    {
        double mean = X(trial) < 2 ? X(trial) : 10 + (0.2 * X(trial));
        return epoch < trial.PlannedEpochs ? -1 : mean
            + (0.3 * RandomDraws.For(7, trial.Repeat, $"cell {X(trial)}").NextNormal());
    }

    private static RepeatRule Rule => new()
    {
        Least = Least,
        Most = Most,
        AllTrials = Cells * Most,
        Trainings = (trial, repeat) => [Make(X(trial), repeat, number: 0)],
    };

    private static SweepPlan Plan() => Sample.Plan(trials: 1, epochs: 2) with
    {
        Trials = [.. from x in Enumerable.Range(0, Cells) from repeat in Enumerable.Range(1, Least) select Make(
            x, repeat, (x * Least) + repeat)],
        Rounds = Rule,
    };

    private static Trial Make(int x, int repeat, int number)
    {
        var values = new HyperparameterValues([KeyValuePair.Create<string, HyperparameterValue>("x", new NumberValue(x))]);
        return new Trial
        {
            Number = number, Repeat = repeat, Identity = TrialIdentity.Of(values, repeat), Seed = 1, Values = values,
                PlannedEpochs = 2,
        };
    }
}
