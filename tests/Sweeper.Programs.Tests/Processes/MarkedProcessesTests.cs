using Sweeper.Programs.Processes;

namespace Sweeper.Programs.Tests.Processes;

public sealed class MarkedProcessesTests
{
    [SkippableFact]
    public void Kill_ChildInTheSessionOfThisProcessHasEnded_IsLeftToWhoeverStartedIt()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "What has ended is told by /proc.");
        Assert.Equal(0, PosixCalls.Spawn(out int child, "/bin/sh", 0, 0, ["sh", "-c", "exit 7", null], [null]));
        SpinWait.SpinUntil(() => File.ReadAllText($"/proc/{child}/stat").Contains(") Z ", StringComparison.Ordinal));

        MarkedProcesses.Kill("of nobody", _ => true);

        Assert.Equal(child, PosixCalls.Wait(child, out int status, PosixCalls.NoHang));
        Assert.Equal(7, status >> 8);
    }
}
