using System.Collections.Immutable;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Training.Kinds;

namespace Sweeper.Experiments.Tests.Planning;

public class LearningPlanTests
{
    private const string Space = "method: near\nparameters: {learning_rate: [0.1, 0.2, 0.3, 0.4], weight_decay: [0.0, 0.1]}";

    private static readonly ExperimentLoader Loader =
        new(NetworkTrialKind.Instance) { Samplers = [.. NearBestSampler.AndOthers] };

    [Fact]
    public void Plan_LearningSampler_HasWhatNeedsNoResults()
    {
        SweepPlan plan = Plan($"{Space}\nrun_cap: 5");

        Assert.Equal([(0.1, 0), (0.4, 0.1)], plan.Trials.Select(Cell));
        Assert.Equal(
            ["near from ''", "near from ''"], plan.Trials.Select(t => $"{t.Proposal!.Sampler} from '{t.Proposal.From}'"));
        Assert.Equal((5, 5), (plan.TrialCount, plan.Growth!.MostTrials));
        Assert.True(plan.IsCapped);
        Assert.Equal(
            ["2 trials can be told beforehand; near proposes the other 3 from the results of those before them"],
            Remarks($"{Space}\nrun_cap: 5").AsEnumerable());
    }

    [Fact]
    public void Plan_RunCapBelowStartup_HasNoMore()
    {
        SweepPlan plan = Plan($"{Space}\nrun_cap: 1");

        Assert.Equal([(0.1, 0)], plan.Trials.Select(Cell));
        Assert.Equal(1, plan.TrialCount);
        Assert.Empty(Remarks($"{Space}\nrun_cap: 1"));
    }

    [Fact]
    public void Plan_IncludedCells_ComeFirstAndAreNoProposals()
    {
        SweepPlan plan = Plan($"{Space}\nrun_cap: 6\nrepeats: 2\ninclude: [{{learning_rate: 0.7, weight_decay: 0.1}}]");

        Assert.Equal([(0.7, 0.1), (0.7, 0.1), (0.4, 0.1), (0.4, 0.1)], plan.Trials.Select(Cell).Take(4));
        Assert.Equal([1, 2, 1, 2], plan.Trials.Select(t => t.Repeat).Take(4));
        Assert.Equal([true, true, false, false], plan.Trials.Select(t => t.Proposal is null).Take(4));
        Assert.Equal(2, plan.Repeats);
    }

    [Fact]
    public void Plan_ExcludedCell_IsNotProposed()
    {
        SweepPlan plan = Plan($"{Space}\nrun_cap: 8\nexclude: [{{learning_rate: 0.4}}]");

        Assert.Equal((0.3, 0.1), Cell(plan.Trials[1]));
    }

    [Fact]
    public void Plan_Alias_IsRecordedUnderTheName() =>
        Assert.Equal(
            "near", Plan($"{Space}\nrun_cap: 5".Replace("near", "nearest", StringComparison.Ordinal)).Growth!.SamplerName);

    [Fact]
    public void Plan_Hyperparameters_KeepWhatTheyMayBe()
    {
        SearchSpace space = Plan("method: near\nrun_cap: 5\nparameters: {learning_rate: [0.1, 0.2], weight_decay: {min: 0.0, "
            + "max: 0.1}, optimizer: [sgd, adam], dropout: {values: [0.1, 0.2], when: {optimizer: sgd}}}").Space;

        Hyperparameter Of(string name) => space.Hyperparameters.Single(h => h.Name == name);
        Assert.Equal((true, true), (Of("weight_decay").IsSwept, Of("weight_decay").DependsOnTrials));
        Assert.NotNull(Of("weight_decay").Distribution);
        Assert.Equal((true, false), (Of("learning_rate").IsSwept, Of("learning_rate").DependsOnTrials));
        Assert.True(Of("dropout").DependsOnTrials);
    }

    [Theory]
    [InlineData("run_cap: 6", true)]
    [InlineData("run_cap: 6\nrepeats: 3", true)]
    [InlineData("max_duration: 1h", true)]
    [InlineData("run_cap: 5\nseed: 1", false)]
    [InlineData("run_cap: 5\nexclude: [{learning_rate: 0.4}]", false)]
    [InlineData("run_cap: 5\ninclude: [{learning_rate: 0.7}]", false)]
    public void Fingerprint_OfALearningSweep_IsOfWhatMayBeProposedNotOfHowMuch(string rest, bool isSame) =>
        Assert.Equal(isSame, Plan($"{Space}\nrun_cap: 5").Fingerprint == Plan($"{Space}\n{rest}").Fingerprint);

    [Fact]
    public void Fingerprint_OfHyperparametersThatVaryTogether_IsAnother()
    {
        const string Together = "method: near\nrun_cap: 5\nparameters: {learning_rate: [0.1, 0.2], l1: [0.0, 0.1]}";

        Assert.NotEqual(Plan(Together).Fingerprint, Plan($"{Together}\nzip: [[learning_rate, l1]]").Fingerprint);
    }

    [Theory]
    [InlineData("{min: 0.1, max: 0.2}", "{min: 0.1, max: 0.3}")]
    [InlineData("{min: 0.1, max: 0.2}", "{distribution: log_uniform_values, min: 0.1, max: 0.2}")]
    [InlineData("{values: [0.1, 0.2], probabilities: [0.251, 0.749]}", "{values: [0.1, 0.2], probabilities: [0.252, 0.748]}")]
    [InlineData("[0.1, 0.2]", "[0.2, 0.1]")]
    public void Fingerprint_OfWhatMayBeProposed_TellsItApart(string one, string other) => Assert.NotEqual(
        Plan($"method: near\nrun_cap: 3\nparameters: {{learning_rate: {one}, l1: [0.0, 0.1]}}").Fingerprint,
        Plan($"method: near\nrun_cap: 3\nparameters: {{learning_rate: {other}, l1: [0.0, 0.1]}}").Fingerprint);

    [Theory]
    [InlineData("max_duration: 1h")]
    [InlineData("metric: {name: validation_accuracy, target: 0.99}")]
    public void Load_LearningSamplerWithAnEnd_NeedsNoRunCap(string end)
    {
        SweepPlan plan = Plan($"{Space}\n{end}");

        Assert.Null(plan.TrialCount);
        Assert.Equal(2, plan.Trials.Count);
    }

    [Fact]
    public void Load_LearningSamplerWithoutEnd_IsRefused() => Assert.Equal(
        "test.yaml:3:9: method near needs run_cap, max_duration, patience or the target of metric, or it would never end; "
        + "write run_cap: 20",
        Errors(Space));

    [Fact]
    public void Load_UnknownMethod_NamesThoseThatThereAre()
    {
        string errors = Errors(Space.Replace("near", "nera", StringComparison.Ordinal));

        Assert.Contains("one of grid, random, sobol, tpe, gp, near", errors, StringComparison.Ordinal);
        Assert.Contains("did you mean 'near'?", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void All_Samplers_HaveNamesOfTheirOwnAndOneWayToPropose()
    {
        Assert.Equal(SamplerKinds.All.Length, SamplerKinds.All.SelectMany(s => s.Aliases.Prepend(s.Name)).Distinct()
            .Count() - SamplerKinds.All.Sum(s => s.Aliases.Length));
        Assert.All(SamplerKinds.All, s => Assert.NotEqual(s.Sequence is null, s.Learner is null));
        Assert.All(SamplerKinds.All, s => Assert.Matches("^[a-z]+$", s.Name));
    }

    private static SweepPlan Plan(string rest) => SweepPlanner.Plan(Load(rest));

    private static Experiment Load(string rest)
    {
        ExperimentLoadResult result = Loader.Load(ExperimentText.WithDigits(rest), ExperimentText.File);
        Assert.Equal("", string.Join('\n', result.Errors));
        return result.Experiment!;
    }

    private static string Errors(string rest) =>
        string.Join('\n', Loader.Load(ExperimentText.WithDigits(rest), ExperimentText.File).Errors);

    private static ImmutableArray<string> Remarks(string rest) => PlanRemarks.Of(Load(rest), Plan(rest));

    private static (double, double) Cell(Sweeps.Trials.Trial trial) =>
        (Number(trial.Values["learning_rate"]), Number(trial.Values["weight_decay"]));

    private static double Number(HyperparameterValue value) => ((NumberValue)value).Number;
}
