using Sweeper.Sweeps.Attachments;

namespace Sweeper.Sweeps.Tests.Attachments;

public sealed class ClassScoreTests
{
    [Fact]
    public void Of_Matrix_GivesPrecisionRecallAndF1OfEachClass()
    {
        ConfusionMatrix matrix = new() { Classes = ["cat", "dog"], Counts = [[3, 1], [2, 4]], Subset = "test" };

        ClassScore[] scores = [.. ClassScore.Of(matrix)];

        Assert.Equal(new ClassScore("cat", 4, 5, 0.6, 0.75, 6.0 / 9), scores[0]);
        Assert.Equal(new ClassScore("dog", 6, 5, 0.8, 4.0 / 6, 8.0 / 11), scores[1]);
    }

    [Fact]
    public void Of_ClassNeitherSeenNorPredicted_HasNoScores()
    {
        ConfusionMatrix matrix =
            new() { Classes = ["a", "b", "c"], Counts = [[2, 1, 0], [0, 0, 0], [0, 0, 0]], Subset = "test" };

        ClassScore[] scores = [.. ClassScore.Of(matrix)];

        Assert.Equal(new ClassScore("b", 0, 1, 0, null, 0), scores[1]);
        Assert.Equal(new ClassScore("c", 0, 0, null, null, null), scores[2]);
    }
}
