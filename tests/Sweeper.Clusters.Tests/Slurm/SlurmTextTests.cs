using Sweeper.Clusters.Slurm;

namespace Sweeper.Clusters.Tests.Slurm;

public sealed class SlurmTextTests
{
    [Theory]
    [InlineData("30:00", 30)]
    [InlineData("1:00", 1)]
    [InlineData("2:00:00", 120)]
    [InlineData("1-02:00:00", 1560)]
    [InlineData("45", 45)]
    [InlineData("infinite", null)]
    public void Parse_Limit_IsItsMinutes(string text, int? minutes) =>
        Assert.Equal(minutes, SlurmTime.Parse(text)?.TotalMinutes);

    [Theory]
    [InlineData(61, 2)]
    [InlineData(60, 1)]
    [InlineData(1, 1)]
    public void Minutes_OfATime_HoldIt(int seconds, int minutes) =>
        Assert.Equal(minutes, SlurmTime.Minutes(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("TIMEOUT", 9, false, "its time was over")]
    [InlineData("FAILED", 768, false, "it ended with exit code 3")]
    [InlineData("FAILED", 9, false, "signal 9 ended it")]
    [InlineData("CANCELLED", 0, false, "its job was cancelled")]
    [InlineData("REQUEUED", 0, true, null)]
    [InlineData("PENDING", 0, true, null)]
    public void Row_OfATask_TellsHowItIs(string state, int code, bool isAlive, string? words)
    {
        var row = new QueueRow("1", 0, state, "None", code, "sweeper");

        Assert.Equal(isAlive, row.IsAlive);
        if (words is not null)
            Assert.Equal(words, row.Words);
    }

    [Fact]
    public void Reason_ThatNeverPasses_IsKnown()
    {
        Assert.Contains("cluster.time", WaitReason.WhyNever("PartitionTimeLimit"), StringComparison.Ordinal);
        Assert.Null(WaitReason.WhyNever("Resources"));
        Assert.Equal("(Licenses)", WaitReason.Words("Licenses"));
    }
}
