using System.Collections.Immutable;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Recorded;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Tests.Recorded;

public class NextCellsTests
{
    private const string Range =
        "method: random\nrun_cap: 20\nparameters: {learning_rate: {min: 0.01, max: 1.0}, weight_decay: {min: 0.0, max: 1.0}}";
    private const string Grid = "parameters: {learning_rate: [0.1, 0.2, 0.3, 0.4], weight_decay: [0.0, 0.1, 0.2, 0.3]}";

    private const string Conditional =
        "method: random\nrun_cap: 30\nparameters: {learning_rate: {min: 0.01, max: 1.0}, optimizer: [sgd, momentum], "
        + "weight_decay: {min: 0.0, max: 0.5, when: {optimizer: momentum}}}";

    [Theory]
    [InlineData(Goal.Maximize)]
    [InlineData(Goal.Minimize)]
    public void Propose_RandomSearch_GoesWhereTheGaussianProcessExpectsMost(Goal goal)
    {
        Experiment experiment = Load(Range, goal);
        TrialRecord[] trained = Trained(experiment, goal);

        ImmutableArray<ExpectedCell> next = new NextCells(SweepOf(goal), experiment, [.. trained]).Propose(3);

        Assert.Equal(3, next.Select(n => n.Values).Except(trained.Select(t => t.Values)).Distinct().Count());
        Assert.InRange(Number(next[0].Values, "learning_rate"), 0.2, 0.4);
        Assert.All(next, n => Assert.True(
            n.Expected.Interval.Lower < n.Expected.Mean && n.Expected.Mean < n.Expected.Interval.Upper && n.Expected.Gain >= 0));
        double known = Formula(next[0].Values, goal);
        Assert.InRange(known, next[0].Expected.Interval.Lower, next[0].Expected.Interval.Upper);
    }

    [Fact]
    public void Propose_Directions_MirrorEachOther()
    {
        ImmutableArray<ExpectedCell> most = Next(Goal.Maximize), least = Next(Goal.Minimize);

        Assert.Equal(most.Select(n => n.Values), least.Select(n => n.Values));
        Assert.All(most.Zip(least), p => Assert.Equal(p.First.Expected.Mean, -p.Second.Expected.Mean, 1e-9));
        Assert.All(most.Zip(least), p => Assert.Equal(p.First.Expected.Gain, p.Second.Expected.Gain, 1e-9));

        static ImmutableArray<ExpectedCell> Next(Goal goal)
        {
            Experiment experiment = Load(Range, goal);
            return new NextCells(SweepOf(goal), experiment, [.. Trained(experiment, goal)]).Propose(2);
        }
    }

    [Fact]
    public void Propose_Accuracy_ExpectsNothingBeyondWhatItCanBe()
    {
        // Rises steeply toward where nothing was tried yet, so that a straight line on would leave 100 %.
        Experiment experiment = Load(Range, metric: "validation_accuracy");
        TrialRecord[] trained = [.. Trained(experiment)
            .Select(t => t with { Objective = 0.1 + (0.95 * Number(t.Values, "learning_rate")) })
            .Where(t => t.Objective < 0.9)];
        double best = trained.Max(t => t.Objective!.Value);

        ImmutableArray<ExpectedCell> next = new NextCells(SweepOf(), experiment, [.. trained]).Propose(3);

        Assert.All(next, n => Assert.InRange(n.Expected.Mean, n.Expected.Interval.Lower, n.Expected.Interval.Upper));
        Assert.All(next, n => Assert.InRange(n.Expected.Interval.Upper, best, 0.9999));
        Assert.All(next, n => Assert.InRange(n.Expected.Gain, 0.0001, 0.9999 - best));
    }

    [Fact]
    public void Propose_Grid_ChoosesAmongTheCellsThatAreLeft()
    {
        Experiment experiment = Load(Grid);
        TrialRecord[] all = Trained(experiment);
        int[] left = [3, 7, 11];

        ImmutableArray<ExpectedCell> next = new NextCells(
            SweepOf(), experiment, [.. all.Select(t => left.Contains(t.Number) ? Waiting(t) : t)]).Propose(5);

        Assert.Equal(all.Where(t => left.Contains(t.Number)).Select(t => t.Values).ToHashSet(), next.Select(n => n.Values)
            .ToHashSet());
    }

    [Fact]
    public void Propose_Conditional_HasValuesOnlyWhereTheyExist()
    {
        Experiment experiment = Load(Conditional);

        ImmutableArray<ExpectedCell> next = new NextCells(SweepOf(), experiment, [.. Trained(experiment)]).Propose(8);

        Assert.Equal(8, next.Length);
        Assert.All(next.Where(n => n.Values["optimizer"].ToString() == "sgd"), n =>
            Assert.Equal(0, Number(n.Values, "weight_decay")));
    }

    [Fact]
    public void Propose_MostArePruned_LearnsFromThemToo()
    {
        Experiment experiment = Load(Range);
        TrialRecord[] trained = Trained(experiment);
        double[] best = [.. trained.Select(t => t.Objective!.Value).OrderDescending().Take(4)];
        ImmutableArray<TrialRecord> pruned =
            [.. trained.Select(t => best.Contains(t.Objective!.Value) ? t
                : t with { State = TrialState.Pruned, Objective = t.Objective - 0.1 })];

        ImmutableArray<ExpectedCell> next = new NextCells(SweepOf(), experiment, pruned).Propose(2);

        Assert.All(next, n => Assert.InRange(n.Expected.Mean, 0.5, 1.1));
    }

    [Theory]
    [InlineData(Grid, 9, "'test' has 9 completed or pruned cells; 10 are needed to say what to expect")]
    [InlineData(Grid, 16, "nothing is left to try in 'test': every cell has been; --as-yaml goes on around the best")]
    [InlineData("repeats: 2\n" + Grid, 18, "'test' has 9 completed or pruned cells; 10 are needed to say what to expect")]
    public void Propose_WhereNothingCanBeSaid_SaysWhy(string rest, int trained, string reason)
    {
        Experiment experiment = Load(rest);
        ImmutableArray<TrialRecord> trials = [.. Trained(experiment).Select(t => t.Number <= trained ? t : Waiting(t))];

        var exception = Assert.Throws<SweeperException>(() => new NextCells(SweepOf(), experiment, trials).Propose(1));

        Assert.Equal((reason, FailureKind.Input), (exception.Message, exception.Kind));
    }

    internal static SweepRecord SweepOf(Goal goal = Goal.Maximize) => new()
    {
        Id = 1,
        Reference = new SweepReference("test", 1),
        Description = null,
        State = SweepState.Completed,
        Reason = "",
        Objective = new Objective("validation_accuracy", goal),
        EarlyStopping = null,
        Seed = 1,
        ExperimentFile = ExperimentText.File,
        ExperimentText = "",
        Space = new SearchSpace { Hyperparameters = [] },
        Facts = [],
        TrialCounts = new Dictionary<TrialState, int>(),
        BestTrial = null,
        BestObjective = null,
        CreatedAt = DateTimeOffset.UnixEpoch,
        EndedAt = null,
    };

    internal static TrialRecord Record(Trial trial, double? objective) => new()
    {
        Number = trial.Number,
        Repeat = trial.Repeat,
        Identity = trial.Identity,
        Seed = trial.Seed,
        Values = trial.Values,
        State = TrialState.Completed,
        Reason = "",
        PlannedEpochs = trial.PlannedEpochs,
        LastEpoch = 1,
        BestEpoch = 1,
        Objective = objective,
        BestMetrics = [],
        StartedAt = null,
        DurationSeconds = 1,
    };

    private static Experiment Load(string rest, Goal goal = Goal.Maximize, string metric = "validation_loss") =>
        ExperimentText.Load(ExperimentText.WithDigits($"metric: {{name: {metric}, goal: {goal.Name()}}}\n{rest}"));

    private static TrialRecord[] Trained(Experiment experiment, Goal goal = Goal.Maximize) =>
        [.. SweepPlanner.Plan(experiment).Trials.Select(t => Record(t, Formula(t.Values, goal)))];

    private static TrialRecord Waiting(TrialRecord trial) =>
        trial with { State = TrialState.Waiting, Objective = null, LastEpoch = null };

    // Best at a learning rate of 0.3 and a weight decay of 0.
    private static double Formula(HyperparameterValues values, Goal goal)
    {
        double rate = Number(values, "learning_rate") - 0.3, decay = Number(values, "weight_decay");
        return (goal == Goal.Maximize ? 1 : -1) * (1 - (rate * rate) - (0.1 * decay));
    }

    private static double Number(HyperparameterValues values, string name) => ((NumberValue)values[name]).Number;
}
