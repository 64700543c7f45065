using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Tests.Threading;

public sealed class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Run_ThousandsOfTimes_DoesEachPartOnceATime(int size)
    {
        using var team = new WorkerTeam(size);
        var work = new CountingWork(size);

        for (int run = 1; run <= 5000; run++)
        {
            team.Run(work);
            Assert.All(work.Counts, c => Assert.Equal(run, c));
        }
    }

    [Fact]
    public void Run_PartsThatWaitForOneAnother_HaveAThreadEachTheCallersIncluded()
    {
        using var team = new WorkerTeam(3);
        using var work = new MeetingWork(3);

        team.Run(work);

        Assert.Equal(3, work.Threads.Distinct().Count());
        Assert.Contains(Environment.CurrentManagedThreadId, work.Threads);
    }

    [Fact]
    public void Run_AfterThreadsFellAsleep_DoesEachPartOnce()
    {
        using var team = new WorkerTeam(3);
        using var work = new MeetingWork(3);

        for (int run = 0; run < 5; run++)
        {
            Thread.Sleep(20);
            team.Run(work);
        }

        Assert.Equal(3, work.Threads.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_PartFails_ThrowsAfterAllPartsAndTheNextWorkIsDone(int failing)
    {
        using var team = new WorkerTeam(3);
        CountingWork bad = new(3) { FailingPart = failing }, good = new(3);

        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => team.Run(bad));
        team.Run(good);

        Assert.Equal($"part {failing}", thrown.Message);
        Assert.Equal([1, 1, 1], bad.Counts);
        Assert.Equal([1, 1, 1], good.Counts);
    }

    [Fact]
    public void Run_InSteadyState_AllocatesNothing()
    {
        using var team = new WorkerTeam(2);
        var work = new CountingWork(2);
        Assert.Equal(0, Allocation.LeastOf(() =>
        {
            for (int run = 0; run < 1000; run++)
                team.Run(work);
        }));
    }

    [Fact]
    public void Run_AfterDisposal_Throws()
    {
        var team = new WorkerTeam(2);
        team.Dispose();

        Assert.Throws<ObjectDisposedException>(() => team.Run(new CountingWork(2)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public void Dispose_WhetherThreadsSleepOrNot_EndsThemAndMayBeRepeated(int idleMilliseconds)
    {
        var team = new WorkerTeam(4);
        team.Run(new CountingWork(4));
        Thread.Sleep(idleMilliseconds);

        team.Dispose();
        team.Dispose();

        Assert.Throws<ObjectDisposedException>(() => team.Run(new CountingWork(4)));
    }

    [Fact]
    public void Constructor_NoThread_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerTeam(0));
}
