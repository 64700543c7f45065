using System.Diagnostics;
using Sweeper.Programs.Processes;

namespace Sweeper.Programs.Tests.Processes;

/// <summary>Programs that are asked to end, and those that they started.</summary>
public sealed class ProgramEndTests : IDisposable
{
    private readonly ProgramRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [SkippableFact]
    public void Run_AskedToEnd_EndsInItsOwnWay()
    {
        ProgramEnd end = _runs.Run(
            "trap 'echo saved; exit 7' TERM; echo ready; while :; do sleep 0.05; done", () => _runs.HasWritten("ready"));

        Assert.Equal(new ProgramEnd(7, null), end);
        Assert.Equal("ready\nsaved\n", _runs.Output);
    }

    [SkippableFact]
    public void Run_IgnoresBeingAsked_IsKilledAfterGrace()
    {
        var watch = Stopwatch.StartNew();

        ProgramEnd end = _runs.Run(
            "trap '' TERM; echo ready; while :; do sleep 0.05; done", () => _runs.HasWritten("ready"), TimeSpan.FromSeconds(1));

        Assert.Equal(9, end.Signal);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(1), "It was given no grace.");
        Assert.Empty(_runs.Left());
    }

    [SkippableFact]
    public void Run_GrandchildHoldsThePipe_EndsAndLeavesNothing()
    {
        ProgramEnd end = _runs.Run("sleep 1000 & echo last; exit 0");

        Assert.True(end.IsSuccess);
        Assert.Equal("last\n", _runs.Output);
        Assert.Empty(_runs.Left());
    }

    [SkippableFact]
    public void Run_GrandchildHoldsThePipeAndIgnoresBeingAsked_IsKilled()
    {
        _runs.Run("(trap '' TERM; while :; do sleep 0.1; done) & exit 0", grace: TimeSpan.FromSeconds(1));

        Assert.Empty(_runs.Left());
    }

    [SkippableFact]
    public void Run_GrandchildrenOfOneAskedToEnd_EndWithIt()
    {
        _runs.Run(
            "sh -c 'trap \"\" TERM; sh -c \"while :; do sleep 0.1; done\"' & echo ready; wait",
            () => _runs.HasWritten("ready"),
            TimeSpan.FromSeconds(1));

        Assert.Empty(_runs.Left());
    }

    [SkippableFact]
    public async Task Run_GrandchildLeavesTheGroup_IsKilled()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Who left its group is found in /proc.");
        Requirement.Need(Requirement.Program("setsid"), "setsid (util-linux) is missing.");

        _runs.Run("setsid sleep 1000 </dev/null >/dev/null 2>&1 & echo $!; sleep 0.3; exit 0");

        // It is looked for soon after, for all programs that ended meanwhile.
        for (int i = 0; i < 100 && _runs.Left().Length > 0; i++)
            await Task.Delay(50);
        Assert.Empty(_runs.Left());
    }

    [SkippableFact]
    public async Task Run_GrandchildLeavesTheGroupWithoutVariables_IsKilled()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Who left its group is found in /proc.");
        Requirement.Need(Requirement.Program("setsid"), "setsid (util-linux) is missing.");

        _runs.Run("setsid env -i SWEEPER_TEST_FOLDER=\"$SWEEPER_TEST_FOLDER\" sleep 1000 </dev/null >/dev/null 2>&1 & "
            + "sleep 0.3; exit 0");

        // It is looked for where no other program runs.
        for (int i = 0; i < 600 && _runs.Left().Length > 0; i++)
            await Task.Delay(50);
        Assert.Empty(_runs.Left());
    }

    [SkippableFact]
    public async Task Dispose_ProgramOfAnotherGuardHasOrphans_LeavesThemAlone()
    {
        string go = _runs.Folder.File("go"), wait = $"until [ -e '{go}' ]; do sleep 0.05; done";
        Task<ProgramEnd> run = Task.Factory.StartNew(
            () => _runs.Run($"(({wait}; echo late) &); {wait}; exit 3"), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        // Orphans are looked for every second.
        using (var others = new ProgramRuns())
            others.Run("sleep 1.5");
        await File.WriteAllTextAsync(go, "");

        Assert.Equal(new ProgramEnd(3, null), await run);
        Assert.Equal("late\n", _runs.Output);
    }

    [SkippableFact]
    public void Run_ClosedOutputAndAskedToEnd_Ends()
    {
        string marker = _runs.Folder.File("ready");

        Assert.Equal(15, _runs.Run($"exec >&- 2>&-; touch '{marker}'; sleep 1000", () => File.Exists(marker)).Signal);
    }

    [SkippableFact]
    public void Run_HandlerThrows_LeavesNothing()
    {
        var run = new ProgramRun(
            _runs.Start(["/bin/sh", "-c", "trap '' TERM; sleep 1000 & echo ready; wait"]), _runs.Guard, TimeSpan.FromSeconds(60),
            TimeProvider.System);

        Assert.Throws<IOException>(() => run.Run((_, _) => throw new IOException(), () => false));

        Assert.Empty(_runs.Left());
    }
}
