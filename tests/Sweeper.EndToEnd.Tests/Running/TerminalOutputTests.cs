using System.Diagnostics;
using System.Text;

namespace Sweeper.EndToEnd.Tests.Running;

public sealed class TerminalOutputTests : IDisposable
{
    private const char Escape = '\u001b';

    // A sequence that moves, erases or colours.
    private const string Drawing = @"\u001b\[[0-9;]*[A-HJKfm]";

    private const string Colour = @"\u001b\[([0-9]+;)*(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]";

    private readonly TemporaryFolder _folder = new();

    public TerminalOutputTests() => _folder.Write("grid.yaml", Experiments.Grid);

    [LongFact]
    public Task Run_RedirectedOutput_HasNoEscapeByte() => RedirectAsync("xterm-256color");

    [LongFact]
    public Task Run_RedirectedOutputOfDumbTerminal_HasNoEscapeByte() => RedirectAsync("dumb");

    [SkippableFact]
    public async Task Run_Terminal_DrawsInColour()
    {
        string shown = await InTerminalAsync(noColor: "");

        Assert.Matches(Drawing, shown);
        Assert.Matches(Colour, shown);
        Assert.DoesNotContain("[8/8] trial ", shown, StringComparison.Ordinal);
        Assert.Contains("Best trial: ", shown, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task Run_TerminalWithNoColor_DrawsWithoutColours()
    {
        string shown = await InTerminalAsync(noColor: "1");

        Assert.Matches(Drawing, shown);
        Assert.DoesNotMatch(Colour, shown);
        Assert.DoesNotContain("[8/8] trial ", shown, StringComparison.Ordinal);
        Assert.Contains("Best trial: ", shown, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task RedirectAsync(string terminal)
    {
        var variables = new Dictionary<string, string> { ["TERM"] = terminal, ["COLORTERM"] = "truecolor" };
        using SweeperProcess process = SweeperProcess.Start(_folder.Root, variables, ["run", "grid.yaml"]);
        FinishedCommand run = (await process.EndAsync()).With(exitCode: 0);
        FinishedCommand list = await SweeperProcess.RunAsync(_folder.Root, "list");

        Assert.Contains("[8/8] trial ", run.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, run.Messages);
        Assert.DoesNotContain((byte)Escape, run.OutputBytes);
        Assert.DoesNotContain((byte)Escape, list.OutputBytes);
    }

    /// <summary>What a terminal is sent by <c>run</c>.</summary>
    private async Task<string> InTerminalAsync(string noColor)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "'script', which gives a process a terminal, has other arguments elsewhere.");
        string script = Requirement.Need(Requirement.Program("script"), "Install 'script' (bsdutils) for tests in a terminal.");
        string command = $"'{SweeperProcess.Host}' '{SweeperProcess.Assembly}' run grid.yaml";
        var start = new ProcessStartInfo(script, ["--quiet", "--return", "--command", command, "/dev/null"])
        {
            WorkingDirectory = _folder.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["NO_COLOR"] = noColor;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string shown = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, shown);
        return shown;
    }
}
