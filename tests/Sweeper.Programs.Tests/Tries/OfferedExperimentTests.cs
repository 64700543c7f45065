using Sweeper.Programs.Tries;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Programs.Tests.Tries;

public class OfferedExperimentTests
{
    [Theory]
    [InlineData("train_loss, val_loss, val_acc", "val_acc", Goal.Maximize)]
    [InlineData("loss, accuracy", "accuracy", Goal.Maximize)]
    [InlineData("train/acc, val/loss", "val/loss", Goal.Minimize)]
    [InlineData("lr, trainLoss, validLoss, epochTime", "validLoss", Goal.Minimize)]
    [InlineData("test_acc, eval_f1", "eval_f1", Goal.Maximize)]
    [InlineData("metrics/mAP50(B), train/box_loss", "metrics/mAP50(B)", Goal.Maximize)]
    [InlineData("valid_perplexity, seconds", "valid_perplexity", Goal.Minimize)]
    [InlineData("rollout/ep_rew_mean, glossary", null, Goal.Minimize)]
    public void MetricChoice_OfNames_PrefersWhatWasHeldOut(string names, string? metric, Goal goal)
    {
        Objective? chosen = MetricChoice.Of(names.Split(", "));

        Assert.Equal(metric, chosen?.Metric);
        Assert.Equal(goal, chosen?.Goal ?? goal);
    }

    [Fact]
    public void Write_Settings_AreParametersOfWhichTwoVary()
    {
        var flags = CommandFlags.Of(
            [.. "python train.py --epochs 3 --dropout 0.5 --lr 1e-3 --batch 32 --act relu --amp true --note a:b".Split(' ')]);

        string text = OfferedExperiment.Write("my try", flags, new Objective("val/acc", Goal.Maximize));

        Assert.Equal(
            """
            name: "my try"
            command: [python, train.py, "${args_no_equals}"]
            metric: {name: val/acc, goal: maximize}
            parameters:
              epochs: [3]
              dropout: [0.25, 0.5, 0.75]
              lr: [0.00033, 1e-3, 0.003]
              batch: [32]
              act: [relu]
              amp: ["true"]
              note: ["a:b"]

            """.ReplaceLineEndings(Environment.NewLine),
            text);
    }

    [Fact]
    public void Write_NoSettings_RunsItSeveralTimes() => Assert.Contains(
        "parameters: {run: [1, 2, 3]}", OfferedExperiment.Write("train", CommandFlags.Of(["./train"]), metric: null),
        StringComparison.Ordinal);

    [Fact]
    public void Write_NotVaried_IsTheCommandAsItIs()
    {
        string text = OfferedExperiment.Write("train", CommandFlags.Of(["./train", "--lr", "0.1"]), metric: null, varies: false);

        Assert.Contains("  lr: [0.1]", text, StringComparison.Ordinal);
        Assert.Contains("# metric: {name: accuracy, goal: maximize}", text, StringComparison.Ordinal);
    }
}
