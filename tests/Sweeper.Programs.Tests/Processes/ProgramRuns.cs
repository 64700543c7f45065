using System.Collections.Immutable;
using System.Text;
using Sweeper.Programs.Processes;

namespace Sweeper.Programs.Tests.Processes;

/// <summary>Programs run in a temporary folder, what they wrote, and what they left running.</summary>
internal sealed class ProgramRuns : IDisposable
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    public ProgramRuns() => Skip.If(OperatingSystem.IsWindows(), "There is no 'sh'.");

    public TemporaryFolder Folder { get; } = new();

    public ProgramGuard Guard { get; } = new();

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public void Dispose()
    {
        Guard.Dispose();
        Folder.Dispose();
    }

    public bool HasWritten(string text) => Output.Contains(text, StringComparison.Ordinal);

    public ProgramEnd Run(string script, Func<bool>? mustEnd = null, TimeSpan? grace = null) =>
        Run(["/bin/sh", "-c", script], mustEnd, grace);

    public ProgramEnd Run(ImmutableArray<string> arguments, Func<bool>? mustEnd = null, TimeSpan? grace = null) =>
        new ProgramRun(Start(arguments), Guard, grace ?? TimeSpan.FromSeconds(20), TimeProvider.System).Run(
            (isError, bytes) => (isError ? _error : _output).Append(Encoding.UTF8.GetString(bytes)), mustEnd ?? (() => false));

    public ProgramStart Start(ImmutableArray<string> arguments) => new()
    {
        Arguments = arguments,
        WorkingDirectory = Folder.Root,
        Variables = ImmutableDictionary<string, string>.Empty
            .Add("GIVEN", "of the test")
            .Add("SWEEPER_TEST_FOLDER", Folder.Root),
    };

    /// <summary>The processes that are left of them: they have all inherited the variable.</summary>
    public string[] Left() => !OperatingSystem.IsLinux() ? [] :
    [
        .. Directory.GetDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])).Where(p =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(p, "environ"))
                    .Contains($"SWEEPER_TEST_FOLDER={Folder.Root}", StringComparison.Ordinal);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }),
    ];
}
