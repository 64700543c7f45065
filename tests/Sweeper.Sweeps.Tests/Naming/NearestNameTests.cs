using Sweeper.Sweeps.Naming;

namespace Sweeper.Sweeps.Tests.Naming;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["learning_rate", "batch_size", "epochs", "activation", "validation_accuracy", "train_accuracy"];

    [Theory]
    [InlineData("learnign_rate", "learning_rate")]
    [InlineData("Learning-Rate", "learning_rate")]
    [InlineData("learning rate", "learning_rate")]
    [InlineData("lr", "learning_rate")]
    [InlineData("epoch", "epochs")]
    [InlineData("batchsize", "batch_size")]
    [InlineData("val_acc", "validation_accuracy")]
    [InlineData("val_accuracy", "validation_accuracy")]
    public void To_MisspeltOrShortened_FindsWhatWasMeant(string written, string meant) => Assert.Equal(meant, NearestName.To(written, Names));

    [Theory]
    [InlineData("momentum")]
    [InlineData("e")]
    [InlineData("")]
    public void To_NothingNear_IsNull(string written) => Assert.Null(NearestName.To(written, Names));

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
