using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Storage.Tests.Filters;

public sealed class TrialFieldsTests
{
    [Fact]
    public void Find_NamesThatDifferInCaseAlone_KeepsThemApart()
    {
        TrialFields fields = Fields(["c", "C"], "loss", "Loss", "Trial");

        Assert.Equal(["c", "C"], new[] { "c", "C" }.Select(n => fields.Find(n)!.Key));
        Assert.Equal(
            ["loss", "Loss", "Loss", "loss"],
            new[] { "loss", "Loss", "final_Loss", "best_loss" }.Select(n => fields.Find(n)!.Key));
        Assert.Null(fields.Find("LOSS"));
        Assert.Equal(TrialFieldSource.Fact, fields.Find("Trial")!.Source);
        Assert.Equal("Trial", fields.Find("best_Trial")!.Key);
        Assert.Equal(fields.All.Length, fields.All.Select(f => f.Name).Distinct().Count());
    }

    [Fact]
    public void Find_OneNameInAnotherCase_IsFound()
    {
        TrialFields fields = Fields(["learning_rate"], "Val_Acc");

        Assert.Equal("learning_rate", fields.Find("Learning_Rate")!.Key);
        Assert.Equal("Val_Acc", fields.Find("best_val_acc")!.Key);
        Assert.Equal("trial", fields.Find("NUMBER")!.Key);
    }

    private static TrialFields Fields(string[] hyperparameters, params string[] metrics) => TrialFields.Of(
        new SearchSpace
        {
            Hyperparameters = [.. hyperparameters.Select(n => new Hyperparameter { Name = n, Values = [new NumberValue(1)] })],
        },
        metrics);
}
