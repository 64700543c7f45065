using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Tests.Planning;

public sealed class ExperimentCellsTests
{
    [Fact]
    public void Plan_Exclude_LeavesOutCellsWithAnyOfTheValues()
    {
        SweepPlan plan = Plan("""
            parameters: {learning_rate: [0.1, 0.2, 0.3], activation: [tanh, relu]}
            exclude:
              - {learning_rate: [0.1, 0.3], activation: tanh}
              - {learning_rate: 0.2}
            """);

        Assert.Equal(["0.1 relu", "0.3 relu"], plan.Trials.Select(t => $"{t.Values["learning_rate"]} {t.Values["activation"]}"));
    }

    [Fact]
    public void Plan_Include_AddsCellsAndTheirValues()
    {
        SweepPlan plan = Plan("""
            parameters: {architecture: ["64", "128"], learning_rate: [0.1, 0.2]}
            include:
              - {architecture: "512", learning_rate: 0.3}
              - {activation: tanh, learning_rate: 0.1}
            """);

        Assert.Equal(
            ["64 0.1 relu", "64 0.2 relu", "128 0.1 relu", "128 0.2 relu", "512 0.3 relu", "64 0.1 tanh", "128 0.1 tanh"],
            plan.Trials.Select(t => $"{t.Values["architecture"]} {t.Values["learning_rate"]} {t.Values["activation"]}"));
        Assert.Equal("64 128 512", Values(plan, "architecture"));
        Assert.Equal("0.1 0.2 0.3", Values(plan, "learning_rate"));
        Assert.Equal("relu tanh", Values(plan, "activation"));
    }

    [Fact]
    public void Plan_IncludeOfAHyperparameterThatIsNotSwept_ShowsItAsSwept()
    {
        SweepPlan plan = SweepPlanner.Plan(ExperimentText.Load(ExperimentText.WithDigits(
            "parameters: {learning_rate: [0.1, 0.2]}\ninclude: [{learning_rate: 0.1, dropout: 0.3}]")));

        Assert.Equal(["learning_rate", "dropout"], plan.Space.Swept.Select(h => h.Name));
        Assert.Equal([0, 0.3], plan.Space.Swept.Last().Values.Select(v => ((NumberValue)v).Number));
    }

    [Fact]
    public void Plan_IncludePartlyThereAlready_MergesTheCellsAndNotesIt()
    {
        string text = ExperimentText.WithDigits("""
            parameters: {learning_rate: [0.1, 0.2]}
            include:
              - {learning_rate: [0.2, 0.3]}
            """);

        ExperimentLoadResult result = ExperimentText.Loader.Load(text, ExperimentText.File);

        Assert.Equal(
            "test.yaml:5:5: 1 of the 2 cells of this item of include exist already; each is one trial",
            Assert.Single(result.Notes).ToString());
        Assert.Equal(
            [(1, 0.1), (2, 0.2), (3, 0.3)], SweepPlanner.Plan(result.Experiment!).Trials.Select(t => (t.Number, Rate(t))));
    }

    [Fact]
    public void Plan_IncludeOfAnExcludedCell_BringsItBack()
    {
        SweepPlan plan = Plan("""
            parameters: {learning_rate: [0.1, 0.2], activation: [tanh, relu]}
            exclude: [{activation: tanh}]
            include: [{activation: tanh, learning_rate: 0.2}]
            """);

        Assert.Equal(
            ["0.1 relu", "0.2 relu", "0.2 tanh"],
            plan.Trials.Select(t => $"{t.Values["learning_rate"]} {t.Values["activation"]}"));
    }

    [Fact]
    public void Plan_ExcludedConflict_IsNoError()
    {
        SweepPlan plan = Plan("""
            parameters: {loss: [cross_entropy, mean_squared_error], output: [softmax, identity]}
            exclude: [{loss: cross_entropy, output: identity}]
            """);

        Assert.Equal(3, plan.Trials.Count);
    }

    private static SweepPlan Plan(string rest) => SweepPlanner.Plan(ExperimentText.Load(ExperimentText.WithDigits(rest)));

    private static double Rate(Trial trial) => ((NumberValue)trial.Values["learning_rate"]).Number;

    private static string Values(SweepPlan plan, string name) =>
        string.Join(' ', plan.Space.Hyperparameters.Single(h => h.Name == name).Values);
}
