using Sweeper.Programs.Processes;

namespace Sweeper.Programs.Tests.Processes;

/// <summary>Programs that cannot be started.</summary>
public sealed class ProgramStartTests : IDisposable
{
    private readonly ProgramRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [SkippableFact]
    public void Run_NotFound_TellsWhere()
    {
        var failure = Assert.Throws<ProgramStartException>(() => _runs.Run(["no-such-program"]));
        Assert.Equal("the program 'no-such-program' was not found on the PATH", failure.Message);

        _runs.Folder.Write("train.sh", "#!/bin/sh\n");
        failure = Assert.Throws<ProgramStartException>(() => _runs.Run(["train.sh"]));
        Assert.Equal(
            "the program 'train.sh' was not found on the PATH; the file in the working directory is './train.sh'",
            failure.Message);

        _runs.Folder.Write("bin/other3", "");
        failure = Assert.Throws<ProgramStartException>(
            () => ProgramPath.Find("other", _runs.Folder.Root, "/no/such/folder:bin"));
        Assert.Equal("the program 'other' was not found on the PATH; there is 'other3'", failure.Message);

        failure = Assert.Throws<ProgramStartException>(() => _runs.Run(["./missing.sh"]));
        Assert.Equal("the program './missing.sh' is not there", failure.Message);
    }

    [SkippableFact]
    public void Run_NotExecutable_TellsWhatToDo()
    {
        _runs.Folder.Write("train.sh", "#!/bin/sh\n");

        var failure = Assert.Throws<ProgramStartException>(() => _runs.Run(["./train.sh"]));

        Assert.Equal("'./train.sh' is not executable; chmod +x './train.sh' makes it so", failure.Message);
    }

    [SkippableTheory]
    [InlineData("#!/no/such/interpreter\n", "its first line names '/no/such/interpreter', which is not there")]
    [InlineData("#!/bin/sh\r\necho\r\n",
        "its first line names '/bin/sh', followed by a carriage return: its lines end as on Windows, which is not there")]
    [InlineData("echo without a first line\n", "is no program for this system; a script needs a first line such as #!/bin/sh")]
    public void Run_ScriptThatCannotStart_TellsWhy(string text, string reason)
    {
        string script = _runs.Folder.Write("train", text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);

        var failure = Assert.Throws<ProgramStartException>(() => _runs.Run([script]));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Run_FolderAsProgram_IsRefused() =>
        Assert.Equal(
            "'/tmp' is a folder, not a program",
            Assert.Throws<ProgramStartException>(() => _runs.Run(["/tmp"])).Message);

    [SkippableFact]
    public void Run_WorkingDirectoryMissing_IsRefused()
    {
        var run = new ProgramRun(
            _runs.Start(["true"]) with { WorkingDirectory = _runs.Folder.File("missing") }, _runs.Guard, TimeSpan.FromSeconds(5),
            TimeProvider.System);

        Assert.EndsWith(
            "missing' is not there",
            Assert.Throws<ProgramStartException>(() => run.Run((_, _) => { }, () => false)).Message,
            StringComparison.Ordinal);
    }
}
