using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sweeper.Programs.Processes;

namespace Sweeper.Programs.Tests.Processes;

public sealed class ProgramRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ProgramGuard _guard = new();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    public ProgramRunTests() => Skip.If(OperatingSystem.IsWindows(), "There is no 'sh'.");

    public void Dispose()
    {
        _guard.Dispose();
        _folder.Dispose();
    }

    [SkippableFact]
    public void Run_OutputAndError_AreReadApart()
    {
        ProgramEnd end = Run("echo to output; echo to error >&2; exit 3");

        Assert.Equal(new ProgramEnd(3, null), end);
        Assert.Equal("to output\n", _output.ToString());
        Assert.Equal("to error\n", _error.ToString());
    }

    [SkippableFact]
    public void Run_EveryExitCode_IsTold()
    {
        for (int code = 0; code <= 255; code++)
            Assert.Equal(new ProgramEnd(code, null), Run($"exit {code}"));
    }

    [SkippableTheory]
    [InlineData("KILL", 9, "killed by signal 9 (SIGKILL: often by the system, when memory runs out)")]
    [InlineData("SEGV", 11, "killed by signal 11 (SIGSEGV)")]
    [InlineData("TERM", 15, "killed by signal 15 (SIGTERM)")]
    public void Run_KilledBySignal_TellsSignal(string name, int signal, string words)
    {
        ProgramEnd end = Run($"kill -{name} $$");

        Assert.Equal(new ProgramEnd(null, signal), end);
        Assert.Equal(words, end.ToString());
    }

    [SkippableFact]
    public void Run_ExitCodeOfSignal_IsNoSignal() => Assert.Equal("exit code 137", Run("exit 137").ToString());

    [SkippableFact]
    public void Run_ArgumentsAndVariables_ArriveAsTheyAre()
    {
        string[] arguments = ["a b", "$HOME", "", "*", "'\"\\", "ü\n"];

        Run(["/bin/sh", "-c", "for a in \"$@\"; do printf '%s|' \"$a\"; done; printf '%s' \"$GIVEN\"; pwd", "sh", .. arguments]);

        Assert.Equal(string.Join('|', arguments) + "|of the test" + Path.GetFullPath(_folder.Root) + "\n", _output.ToString());
    }

    [SkippableFact]
    public void Run_StandardInput_IsEmpty()
    {
        Assert.True(Run("cat; echo read").IsSuccess);
        Assert.Equal("read\n", _output.ToString());
    }

    [SkippableFact]
    public void Run_Signals_AreNotIgnoredByTheProgram()
    {
        // .NET ignores SIGPIPE, which a program would inherit: yes would then fail with a message instead of being ended.
        Run("(sleep 0.2; yes; echo $? >&2) | true");

        Assert.Equal("141\n", _error.ToString());
    }

    [SkippableFact]
    public void Run_AskedToEnd_EndsInItsOwnWay()
    {
        ProgramEnd end = Run("trap 'echo saved; exit 7' TERM; echo ready; while :; do sleep 0.05; done", () => Written("ready"));

        Assert.Equal(new ProgramEnd(7, null), end);
        Assert.Equal("ready\nsaved\n", _output.ToString());
    }

    [SkippableFact]
    public void Run_IgnoresBeingAsked_IsKilledAfterGrace()
    {
        var watch = Stopwatch.StartNew();

        ProgramEnd end = Run(
            "trap '' TERM; echo ready; while :; do sleep 0.05; done", () => Written("ready"), TimeSpan.FromSeconds(1));

        Assert.Equal(9, end.Signal);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(1), "It was given no grace.");
        Assert.Empty(LeftOf(_folder.Root));
    }

    [SkippableFact]
    public void Run_GrandchildHoldsThePipe_EndsAndLeavesNothing()
    {
        ProgramEnd end = Run("sleep 1000 & echo last; exit 0");

        Assert.True(end.IsSuccess);
        Assert.Equal("last\n", _output.ToString());
        Assert.Empty(LeftOf(_folder.Root));
    }

    [SkippableFact]
    public void Run_GrandchildHoldsThePipeAndIgnoresBeingAsked_IsKilled()
    {
        Run("(trap '' TERM; while :; do sleep 0.1; done) & exit 0", grace: TimeSpan.FromSeconds(1));

        Assert.Empty(LeftOf(_folder.Root));
    }

    [SkippableFact]
    public void Run_GrandchildrenOfOneAskedToEnd_EndWithIt()
    {
        Run("sh -c 'trap \"\" TERM; sh -c \"while :; do sleep 0.1; done\"' & echo ready; wait", () => Written("ready"),
            TimeSpan.FromSeconds(1));

        Assert.Empty(LeftOf(_folder.Root));
    }

    [SkippableFact]
    public async Task Run_GrandchildLeavesTheGroup_IsKilled()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Who left its group is found in /proc.");
        Requirement.Need(Requirement.Program("setsid"), "setsid (util-linux) is missing.");

        Run("setsid sleep 1000 </dev/null >/dev/null 2>&1 & echo $!; sleep 0.3; exit 0");

        // It is looked for soon after, for all programs that ended meanwhile.
        for (int i = 0; i < 100 && LeftOf(_folder.Root).Length > 0; i++)
            await Task.Delay(50);
        Assert.Empty(LeftOf(_folder.Root));
    }

    [SkippableFact]
    public async Task Run_GrandchildLeavesTheGroupWithoutVariables_IsKilled()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Who left its group is found in /proc.");
        Requirement.Need(Requirement.Program("setsid"), "setsid (util-linux) is missing.");

        Run("setsid env -i SWEEPER_TEST_FOLDER=\"$SWEEPER_TEST_FOLDER\" sleep 1000 </dev/null >/dev/null 2>&1 & sleep 0.3; exit "
            + "0");

        // It is looked for where no other program runs.
        for (int i = 0; i < 600 && LeftOf(_folder.Root).Length > 0; i++)
            await Task.Delay(50);
        Assert.Empty(LeftOf(_folder.Root));
    }

    [SkippableFact]
    public void Run_LastWordsAfterItsEnd_AreRead()
    {
        Assert.True(Run("(sleep 0.3; echo late) & exit 0").IsSuccess);
        Assert.Equal("late\n", _output.ToString());
    }

    [SkippableFact]
    public void Run_ClosedOutput_IsWaitedFor()
    {
        Assert.Equal(new ProgramEnd(5, null), Run("exec >&- 2>&-; sleep 0.5; exit 5"));
    }

    [SkippableFact]
    public void Run_ClosedOutputAndAskedToEnd_Ends()
    {
        string marker = _folder.File("ready");

        Assert.Equal(15, Run($"exec >&- 2>&-; touch '{marker}'; sleep 1000", () => File.Exists(marker)).Signal);
    }

    [SkippableFact]
    public void Run_EndlessOutput_IsReadWithoutKeepingIt()
    {
        long bytes = 0;
        var run = new ProgramRun(Start(["yes"]), _guard, TimeSpan.FromSeconds(5), TimeProvider.System);

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
                    Start(["/bin/sh", "-c", script, "sh", i.ToString(CultureInfo.InvariantCulture)]), _guard,
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

    [SkippableFact]
    public void Run_NotFound_TellsWhere()
    {
        var failure = Assert.Throws<ProgramStartException>(() => Run(["no-such-program"]));
        Assert.Equal("the program 'no-such-program' was not found on the PATH", failure.Message);

        _folder.Write("train.sh", "#!/bin/sh\n");
        failure = Assert.Throws<ProgramStartException>(() => Run(["train.sh"]));
        Assert.Equal(
            "the program 'train.sh' was not found on the PATH; the file in the working directory is './train.sh'",
            failure.Message);

        _folder.Write("bin/other3", "");
        failure = Assert.Throws<ProgramStartException>(() => ProgramPath.Find("other", _folder.Root, "/no/such/folder:bin"));
        Assert.Equal("the program 'other' was not found on the PATH; there is 'other3'", failure.Message);

        failure = Assert.Throws<ProgramStartException>(() => Run(["./missing.sh"]));
        Assert.Equal("the program './missing.sh' is not there", failure.Message);
    }

    [SkippableFact]
    public void Run_NotExecutable_TellsWhatToDo()
    {
        _folder.Write("train.sh", "#!/bin/sh\n");

        var failure = Assert.Throws<ProgramStartException>(() => Run(["./train.sh"]));

        Assert.Equal("'./train.sh' is not executable; chmod +x './train.sh' makes it so", failure.Message);
    }

    [SkippableTheory]
    [InlineData("#!/no/such/interpreter\n", "its first line names '/no/such/interpreter', which is not there")]
    [InlineData("#!/bin/sh\r\necho\r\n",
        "its first line names '/bin/sh', followed by a carriage return: its lines end as on Windows, which is not there")]
    [InlineData("echo without a first line\n", "is no program for this system; a script needs a first line such as #!/bin/sh")]
    public void Run_ScriptThatCannotStart_TellsWhy(string text, string reason)
    {
        string script = _folder.Write("train", text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);

        var failure = Assert.Throws<ProgramStartException>(() => Run([script]));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Run_FolderAsProgram_IsRefused() =>
        Assert.Equal("'/tmp' is a folder, not a program", Assert.Throws<ProgramStartException>(() => Run(["/tmp"])).Message);

    [SkippableFact]
    public void Run_WorkingDirectoryMissing_IsRefused()
    {
        var run = new ProgramRun(
            Start(["true"]) with { WorkingDirectory = _folder.File("missing") }, _guard, TimeSpan.FromSeconds(5),
            TimeProvider.System);

        Assert.EndsWith(
            "missing' is not there",
            Assert.Throws<ProgramStartException>(() => run.Run((_, _) => { }, () => false)).Message,
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Run_HandlerThrows_LeavesNothing()
    {
        var run = new ProgramRun(
            Start(["/bin/sh", "-c", "trap '' TERM; sleep 1000 & echo ready; wait"]), _guard, TimeSpan.FromSeconds(60),
            TimeProvider.System);

        Assert.Throws<IOException>(() => run.Run((_, _) => throw new IOException(), () => false));

        Assert.Empty(LeftOf(_folder.Root));
    }

    private bool Written(string text) => _output.ToString().Contains(text, StringComparison.Ordinal);

    private ProgramEnd Run(string script, Func<bool>? mustEnd = null, TimeSpan? grace = null) =>
        Run(["/bin/sh", "-c", script], mustEnd, grace);

    private ProgramEnd Run(ImmutableArray<string> arguments, Func<bool>? mustEnd = null, TimeSpan? grace = null) =>
        new ProgramRun(Start(arguments), _guard, grace ?? TimeSpan.FromSeconds(20), TimeProvider.System).Run(
            (isError, bytes) => (isError ? _error : _output).Append(Encoding.UTF8.GetString(bytes)), mustEnd ?? (() => false));

    private ProgramStart Start(ImmutableArray<string> arguments) => new()
    {
        Arguments = arguments,
        WorkingDirectory = _folder.Root,
        Variables = ImmutableDictionary<string,
        string>.Empty.Add("GIVEN", "of the test").Add("SWEEPER_TEST_FOLDER", _folder.Root),
    };

    // They have all inherited the variable.
    private static string[] LeftOf(string folder) => !OperatingSystem.IsLinux() ? [] :
    [
        .. Directory.GetDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])).Where(p =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(p, "environ"))
                    .Contains($"SWEEPER_TEST_FOLDER={folder}", StringComparison.Ordinal);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }),
    ];
}
