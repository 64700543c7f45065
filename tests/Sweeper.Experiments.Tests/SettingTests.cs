using Sweeper.Experiments.Planning;
using Sweeper.Training.Kinds;
using Sweeper.Training.Metrics;

namespace Sweeper.Experiments.Tests;

public sealed class SettingTests
{
    private static readonly string Text = ExperimentText.WithDigits(
        "parameters: {learning_rate: [0.1, 0.2]}\nearly_stopping: {patience: 3}");

    [Fact]
    public void Load_Settings_OverrideTheFileAndAreRecorded()
    {
        Experiment experiment = ExperimentText.Loader
            .Load(
                Text,
                ExperimentText.File,
                ["learning_rate=[0.3, 0.4, 0.5]", "early_stopping.patience=5", "epochs=2", "evaluate.train=full"])
            .Experiment!;

        Assert.Equal(
            (3, 5, TrainEvaluation.Full),
            (SweepPlanner.Plan(experiment).Trials.Count, experiment.EarlyStopping!.Patience, experiment.Evaluation.Train));
        Assert.All(SweepPlanner.Plan(experiment).Trials, t => Assert.Equal(2, t.PlannedEpochs));
        Assert.Equal(4, SweepPlanner.Plan(experiment).Facts.Count(f => f.Key == "set on the command line"));
    }

    [Fact]
    public void Load_Setting_HasTheFingerprintOfTheSameValueInTheFile() => Assert.Equal(
        SweepPlanner.Plan(ExperimentText.Load(Text.Replace("0.2", "0.3", StringComparison.Ordinal))).Fingerprint,
        SweepPlanner.Plan(ExperimentText.Loader.Load(Text, ExperimentText.File,
            ["learning_rate=[0.1, 0.3]"]).Experiment!).Fingerprint);

    [Theory]
    [InlineData("learning_rate=-1", "--set learning_rate=-1: learning_rate is -1; it must be greater than 0")]
    [InlineData("early_stopping.patience=0",
        "--set early_stopping.patience=0: early_stopping.patience is 0; it must be from 1 to 1,000,000")]
    [InlineData("lerning_rate=1",
        "--set lerning_rate=1: there is no key or hyperparameter 'lerning_rate'; did you mean 'learning_rate'?")]
    [InlineData("epochs", "--set epochs: it must be KEY=VALUE, such as learning_rate=0.2 or early_stopping.patience=5")]
    [InlineData("epochs=", "--set epochs=: it has no value; write one after the =")]
    [InlineData("dataset.train=5", "--set dataset.train=5: dataset is 'digits', which has no train; set all of dataset")]
    [InlineData("learning_rate=[0.1", "--set learning_rate=[0.1: ")]
    public void Load_WrongSetting_IsAnErrorOfTheOption(string setting, string message) => Assert.StartsWith(
        message, ExperimentText.Loader.Load(Text, ExperimentText.File, [setting]).Errors[0].ToString(),
        StringComparison.Ordinal);
}
