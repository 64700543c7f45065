using Sweeper.Clusters.Slurm;
using Sweeper.Experiments;
using Sweeper.Sweeps;

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

    [Theory]
    [InlineData("PartitionTimeLimit", "cluster.time")]
    [InlineData("PartitionConfig", "cluster.cpus")]
    [InlineData("InvalidQOS", "--qos")]
    [InlineData("Resources", null)]
    [InlineData("JobHeldUser", null)]
    public void WhyNever_OfAReason_SaysWhatToChange(string reason, string? advice)
    {
        string? why = WaitReason.WhyNever(reason);

        if (advice is null)
            Assert.Null(why);
        else
            Assert.Contains(advice, why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Resources", "for free nodes")]
    [InlineData("(Priority)", "for jobs before them")]
    [InlineData("launch failed requeued held",
        "as a node could not start them and Slurm holds them: scontrol release 17 tries again")]
    [InlineData("launch_failed_requeued_held",
        "as a node could not start them and Slurm holds them: scontrol release 17 tries again")]
    [InlineData("JobHeldUser", "as they are held: scontrol release 17 lets them go")]
    [InlineData("ReqNodeNotAvail, UnavailableNodes:n[1-4]", "for nodes that are down, drained or reserved")]
    [InlineData(
        "Nodes_required_for_job_are_DOWN,_DRAINED_or_reserved_for_jobs_in_higher_priority_partitions",
        "for nodes that are down, drained or reserved")]
    [InlineData("AssocGrpCpuLimit", "as your account has as many cores as it may (AssocGrpCpuLimit)")]
    [InlineData("AssocGrpMemRunMinutes", "as your account has as much memory as it may (AssocGrpMemRunMinutes)")]
    [InlineData("QOSMaxJobsPerUserLimit", "as your quality of service has as many jobs as it may (QOSMaxJobsPerUserLimit)")]
    [InlineData("SomethingNew", "(SomethingNew)")]
    public void Words_OfAReason_ArePlain(string reason, string words) => Assert.Equal(words, WaitReason.Words(reason, "17"));

    [Theory]
    [InlineData(null, 4, "cluster.cpus is 4, and the nodes of 'main' have 2")]
    [InlineData("main", 2, null)]
    [InlineData("big", 64, null)]
    [InlineData("main,big", 64, null)]
    [InlineData("small", 1, "cluster.partition is 'small', which this cluster does not have; it has big, main, short")]
    public void Check_CoresOfAPartition_AreThoseOfItsLargestNode(string? partition, int cpus, string? refusal) =>
        Check(new ClusterSettings { Partition = partition, Cpus = cpus }, refusal);

    [Theory]
    [InlineData("--partition=short")]
    [InlineData("-p", "short")]
    [InlineData("-pshort")]
    public void Check_PartitionAmongFurtherOptions_IsTheOneThatCounts(params string[] options) => Check(
        new ClusterSettings { Sbatch = [.. options], Time = TimeSpan.FromSeconds(61) },
        "cluster.time is more than partition 'short' allows, which is 1:00 (days-hours:minutes:seconds)");

    [Fact]
    public void Accounts_OfTasks_TellHowTheyEnded()
    {
        Dictionary<(string Name, int Task), QueueRow> ends = SlurmAccounts.Parse(
            """
            17_0|sweeper-a-1|TIMEOUT|0:9
            17_1|sweeper-a-1|NODE_FAIL|1:0
            17_1|sweeper-a-1|RUNNING|0:0
            17_2|sweeper-a-1|CANCELLED by 1000|0:15
            17_[3-9]|sweeper-a-1|CANCELLED by 1000|0:0
            18_0|sweeper-a-2|FAILED|3:0

            """);

        Assert.Equal(
            [
                (("sweeper-a-1", 0), "its time was over"), (("sweeper-a-1", 2), "its job was cancelled"),
                (("sweeper-a-2", 0), "it ended with exit code 3"),
            ],
            ends.Select(e => (e.Key, e.Value.Words)).Order());
    }

    [Fact]
    public void Parse_LineOfTheQueue_FindsItsColumns()
    {
        string line = string.Concat(
            "12".PadRight(24), "3".PadRight(16), "PENDING".PadRight(24), "launch failed requeued held".PadRight(80),
            "0".PadRight(16), "sweeper-a-1");

        Assert.Equal(new QueueRow("12", 3, "PENDING", "launch failed requeued held", 0, "sweeper-a-1"),
            SlurmCluster.Parse(line));
        Assert.Equal(QueueRow.WholeJob, SlurmCluster.Parse("12".PadRight(24) + "N/A".PadRight(16) + "CANCELLED").Task);
        Assert.True(new QueueRow("12", 0, "FAILED", "None", 53, "").HadNoFolder);
    }

    private static void Check(ClusterSettings settings, string? refusal)
    {
        const string Sinfo = "main*|infinite|2\nshort|1:00|2\nbig|2-00:00:00|32\nbig|2-00:00:00|64\n";
        if (refusal is null)
            SlurmPartition.Check(settings, Sinfo);
        else
            Assert.Equal(refusal, Assert.Throws<SweeperException>(() => SlurmPartition.Check(settings, Sinfo)).Message);
    }
}
