using System.Globalization;
using System.Text;
using Sweeper.Programs.Processes;

namespace Sweeper.Programs.Tests.Processes;

/// <summary>Programs that run to their own end: how it was, and what they wrote.</summary>
public sealed class ProgramRunTests : IDisposable
{
    private readonly ProgramRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [SkippableFact]
    public void Run_OutputAndError_AreReadApart()
    {
        ProgramEnd end = _runs.Run("echo to output; echo to error >&2; exit 3");

        Assert.Equal(new ProgramEnd(3, null), end);
        Assert.Equal("to output\n", _runs.Output);
        Assert.Equal("to error\n", _runs.Error);
    }

    [SkippableFact]
    public void Run_EveryExitCode_IsTold()
    {
        for (int code = 0; code <= 255; code++)
            Assert.Equal(new ProgramEnd(code, null), _runs.Run($"exit {code}"));
    }

    [SkippableTheory]
    [InlineData("KILL", 9, "killed by signal 9 (SIGKILL: often by the system, when memory runs out)")]
    [InlineData("SEGV", 11, "killed by signal 11 (SIGSEGV)")]
    [InlineData("TERM", 15, "killed by signal 15 (SIGTERM)")]
    public void Run_KilledBySignal_TellsSignal(string name, int signal, string words)
    {
        ProgramEnd end = _runs.Run($"kill -{name} $$");

        Assert.Equal(new ProgramEnd(null, signal), end);
        Assert.Equal(words, end.ToString());
    }

    [SkippableFact]
    public void Run_ExitCodeOfSignal_IsNoSignal() => Assert.Equal("exit code 137", _runs.Run("exit 137").ToString());

    [SkippableFact]
    public void Run_ArgumentsAndVariables_ArriveAsTheyAre()
    {
        string[] arguments = ["a b", "$HOME", "", "*", "'\"\\", "ü\n"];

        _runs.Run(
            ["/bin/sh", "-c", "for a in \"$@\"; do printf '%s|' \"$a\"; done; printf '%s' \"$GIVEN\"; pwd", "sh", .. arguments]);

        Assert.Equal(string.Join('|', arguments) + "|of the test" + Path.GetFullPath(_runs.Folder.Root) + "\n", _runs.Output);
    }

    [SkippableFact]
    public void Run_StandardInput_IsEmpty()
    {
        Assert.True(_runs.Run("cat; echo read").IsSuccess);
        Assert.Equal("read\n", _runs.Output);
    }

    [SkippableFact]
    public void Run_Signals_AreNotIgnoredByTheProgram()
    {
        // .NET ignores SIGPIPE, which a program would inherit: yes would then fail with a message instead of being ended.
        _runs.Run("(sleep 0.2; yes; echo $? >&2) | true");

        Assert.Equal("141\n", _runs.Error);
    }

    [SkippableFact]
    public void Run_LastWordsAfterItsEnd_AreRead()
    {
        Assert.True(_runs.Run("(sleep 0.3; echo late) & exit 0").IsSuccess);
        Assert.Equal("late\n", _runs.Output);
    }

    [SkippableFact]
    public void Run_ClosedOutput_IsWaitedFor()
    {
        Assert.Equal(new ProgramEnd(5, null), _runs.Run("exec >&- 2>&-; sleep 0.5; exit 5"));
    }

    [SkippableFact]
    public void Run_EndlessOutput_IsReadWithoutKeepingIt()
    {
        long bytes = 0;
        var run = new ProgramRun(_runs.Start(["yes"]), _runs.Guard, TimeSpan.FromSeconds(5), TimeProvider.System);

        ProgramEnd end = run.Run((_, piece) => bytes += piece.Length, () => bytes > 100_000_000);

        Assert.Equal(15, end.Signal);
    }

    [SkippableFact]
    public async Task Run_ThirtyTwoAtOnce_AllAreRead()
    {
        string script = "i=0; while [ $i -lt 200 ]; do echo line $i; echo error $i >&2; i=$((i+1)); done; exit $1";
        (ProgramEnd End, string Output)[] runs = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Factory.StartNew(
            () =>
            {
                var all = new StringBuilder();
                var run = new ProgramRun(
                    _runs.Start(["/bin/sh", "-c", script, "sh", i.ToString(CultureInfo.InvariantCulture)]), _runs.Guard,
                    TimeSpan.FromSeconds(5), TimeProvider.System);
                ProgramEnd end = run.Run((_, piece) => all.Append(Encoding.ASCII.GetString(piece)), () => false);
                return (end, all.ToString());
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(Enumerable.Range(0, 32), runs.Select(r => r.End.ExitCode!.Value));
        Assert.All(runs, r => Assert.Equal(400, r.Output.Count(c => c == '\n')));
    }
}
