using Sweeper.Storage.Filters;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Storage.Tests.Filters;

public sealed class FilterCheckTests
{
    private static readonly TrialFields Fields = TrialFields.Of(
        new SearchSpace
        {
            Hyperparameters =
            [
                new Hyperparameter { Name = "learning_rate", Values = [0.1, 0.2] },
                new Hyperparameter { Name = "architecture", Values = ["128", "64"] },
                new Hyperparameter { Name = "batch_size", Values = [32, "full"] },
                new Hyperparameter { Name = "batch_normalization", Values = [true, false] },
                new Hyperparameter { Name = "epochs", Values = [10] },
                new Hyperparameter { Name = "best_of", Values = [3] },
            ],
        },
        ["validation_accuracy", "state"]);

    [Theory]
    [InlineData("learning_rate >= 0.1 and validation_accuracy < 0.9 and best_validation_accuracy = final_validation_accuracy")]
    [InlineData("architecture = 128 or architecture in (64, '128-64') or batch_size > 16 or batch_size = 'full'")]
    [InlineData("batch_normalization = true and batch_normalization != 0 and state like 'comp%' and number = trial")]
    [InlineData("epochs between 1 and hyperparameter_epochs and hyperparameter_best_of = 3 and best_state > 0")]
    [InlineData("LEARNING_RATE is null and started_at > '2026-01-01'")]
    public void Check_FilterOverWhatThereIs_Passes(string filter) => new FilterCheck(Fields).Check(FilterParser.Parse(filter));

    [Theory]
    [InlineData("lerning_rate > 0.1", 1, "there is no 'lerning_rate'; did you mean 'learning_rate'?")]
    [InlineData("epochs > 1 and val_acc > 0.9", 16, "did you mean 'validation_accuracy'?")]
    [InlineData("state = pruned", 9, "a text goes in single quotes: 'pruned'")]
    [InlineData("state = \"pruned\"", 9, "a text goes in single quotes: 'pruned'")]
    [InlineData("learning_rate = '0.1'", 17, "learning_rate holds numbers, not texts; write a number without quotes")]
    [InlineData("learning_rate like '0%'", 20, "learning_rate holds numbers, not texts")]
    [InlineData("architecture > 64", 16, "architecture holds texts, so write it in single quotes: '64'")]
    [InlineData("'a' < epochs", 1, "epochs holds numbers, not texts")]
    [InlineData("epochs in (1, 'x')", 15, "epochs holds numbers, not texts")]
    [InlineData("not (nonsense_xyz is null)", 6, "the names are rank, trial, state, ")]
    [InlineData("validation_accuracy between 0 and 'x'", 35, "validation_accuracy holds numbers")]
    public void Check_WhatCanNeverBe_SaysWhereAndWhat(string filter, int column, string finding)
    {
        FilterException e = Assert.Throws<FilterException>(() => new FilterCheck(Fields).Check(FilterParser.Parse(filter)));

        Assert.StartsWith($"filter, column {column}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(finding, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trial", "trial", false)]
    [InlineData("-trial", "trial", true)]
    [InlineData("trial:desc", "trial", true)]
    [InlineData("Trial:ASC", "trial", false)]
    [InlineData("final_validation_accuracy:desc", "final_validation_accuracy", true)]
    public void Order_Text_IsAFieldAndADirection(string text, string name, bool isDescending)
    {
        TrialOrder order = Assert.Single(TrialOrder.Parse(text, Fields));

        Assert.Equal((name, isDescending), (order.Field.Name, order.IsDescending));
    }

    [Fact]
    public void Order_SeveralNames_AreKeysInTurn() =>
        Assert.Equal(["architecture", "learning_rate"], TrialOrder.Parse("architecture, learning_rate:desc", Fields)
            .Select(o => o.Field.Name));

    [Fact]
    public void Order_UnknownName_NamesTheNearest() => Assert.Equal(
        "there is no 'lerning_rate' to sort by; did you mean 'learning_rate'?",
        Assert.Throws<SweeperException>(() => TrialOrder.Parse("lerning_rate:desc", Fields)).Message);
}
