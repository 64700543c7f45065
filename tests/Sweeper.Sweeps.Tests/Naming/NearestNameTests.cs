using Sweeper.Sweeps.Naming;

namespace Sweeper.Sweeps.Tests.Naming;

public sealed class NearestNameTests
{
    private static readonly string[] Names =
        ["learning_rate", "batch_size", "epochs", "activation", "validation_accuracy", "train_accuracy"];

    [Theory]
    [InlineData("learnign_rate", "learning_rate")]
    [InlineData("Learning-Rate", "learning_rate")]
    [InlineData("learning rate", "learning_rate")]
    [InlineData("lr", "learning_rate")]
    [InlineData("epoch", "epochs")]
    [InlineData("batchsize", "batch_size")]
    [InlineData("val_acc", "validation_accuracy")]
    [InlineData("val_accuracy", "validation_accuracy")]
    public void To_MisspeltOrShortened_FindsWhatWasMeant(string written, string meant) =>
        Assert.Equal(meant, NearestName.To(written, Names));

    [Theory]
    [InlineData("momentum")]
    [InlineData("e")]
    [InlineData("")]
    public void To_NothingNear_IsNull(string written) => Assert.Null(NearestName.To(written, Names));

    [Theory]
    [InlineData("base")]
    [InlineData("label")]
    [InlineData("l0")]
    [InlineData("optimizer.beta")]
    [InlineData("kernel_size")]
    public void To_OnlyAFewLettersInCommon_IsNull(string written) =>
        Assert.Null(NearestName.To(written, ["batch_size", "label_smoothing", "optimizer", "kernel", "l1", "learning_rate"]));

    [Theory]
    [InlineData("optimizer.lr", "learning_rate")]
    [InlineData("model.dropout", "dropout")]
    [InlineData("l2", "weight_decay")]
    [InlineData("num_epochs", "epochs")]
    [InlineData("Adam", "adam")]
    [InlineData("bs", "batch_size")]
    public void To_NamesFromElsewhere_FindsWhatIsMeantByThem(string written, string meant) => Assert.Equal(
        meant, NearestName.To(written,
            ["optimizer", "learning_rate", "dropout", "l1", "weight_decay", "epochs", "adamw", "adam", "batch_size"]));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void Distance_OfTwoWords_CountsEdits(string from, string to, int distance)
    {
        Assert.Equal(distance, NearestName.Distance(from, to));
        Assert.Equal(distance, NearestName.Distance(to, from));
    }
}
