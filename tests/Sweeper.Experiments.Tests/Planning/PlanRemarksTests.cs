using Sweeper.Experiments.Planning;

namespace Sweeper.Experiments.Tests.Planning;

public sealed class PlanRemarksTests
{
    [Theory]
    [InlineData(
        "parameters: {optimizer: [sgd, momentum], dropout: {values: [0.1, 0.5], when: {optimizer: momentum}}}",
        "1 of the 4 cells are the same trials as others, differing in nothing that exists in them")]
    [InlineData("run_cap: 100\nrepeats: 2\nparameters: {learning_rate: [0.1, 0.2]}",
        "run_cap is 100, but there are only 4 trials")]
    [InlineData("run_cap: 3\nrepeats: 2\nparameters: {learning_rate: [0.1, 0.2]}",
        "run_cap leaves out all but the first 3 of 4 trials\nrun_cap leaves the last cell with 1 trial of 2")]
    [InlineData(
        "run_cap: 8\ncross_validation: 5\nmethod: random\nparameters: {dropout: {min: 0, max: 0.5}}",
        "run_cap leaves the last cell with 3 trials of 5")]
    [InlineData(
        "method: random\nrun_cap: 9\nparameters: {learning_rate: [0.1, 0.2]}",
        "run_cap asks for 9 trials, but only 2 different ones turned up")]
    [InlineData("run_cap: 2\nparameters: {learning_rate: [0.1, 0.2]}", "")]
    [InlineData("method: random\nrun_cap: 9\nparameters: {dropout: {min: 0, max: 0.5}}", "")]
    [InlineData(
        "parameters: {batch_size: [32, 64], epochs: 2}\nevaluate: {loss_every: 300}",
        "evaluate.loss_every is 300, but no trial has more than 564 steps, too few for a curve")]
    [InlineData("parameters: {batch_size: [32, 64], epochs: 2}\nevaluate: {loss_every: 282}", "")]
    public void Of_Experiment_SaysWhereTrialsAreFewerThanTheFileSeemsToSay(string rest, string remarks)
    {
        Experiment experiment = ExperimentText.Load(ExperimentText.WithDigits(rest));

        Assert.Equal(remarks, string.Join('\n', PlanRemarks.Of(experiment, SweepPlanner.Plan(experiment))));
    }

    [Fact]
    public void Plan_RandomSearchOverLists_TakesIncludedAndExcludedCellsOfTheLists()
    {
        Experiment experiment = ExperimentText.Load(ExperimentText.WithDigits(
            "method: random\nrun_cap: 3\nparameters: {learning_rate: {values: [0.1, 0.2, 0.3, 0.4], probabilities: [0.25, 0.25, "
                + "0.25, 0.25]}}\n"
            + "exclude: [{learning_rate: 0.1}]\ninclude: [{learning_rate: 0.4}]"));

        Assert.Equal(["0.2", "0.3", "0.4"], SweepPlanner.Plan(experiment).Trials.Select(t => $"{t.Values["learning_rate"]}")
            .Order(StringComparer.Ordinal));
    }
}
