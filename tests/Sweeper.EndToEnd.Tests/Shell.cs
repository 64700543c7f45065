using System.Diagnostics;
using System.Text;

namespace Sweeper.EndToEnd.Tests;

/// <summary>Scripts of the Unix shell, for what needs pipes or other programs around the built command.</summary>
internal static class Shell
{
    /// <summary>Runs a script in which <c>sweeper</c> is the built command.</summary>
    /// <param name="folder">Its current folder.</param>
    /// <param name="script">What <c>sh</c> is given.</param>
    public static async Task<FinishedCommand> RunAsync(string folder, string script)
    {
        const string Command = "sweeper() { \"$SWEEPER_HOST\" \"$SWEEPER_ASSEMBLY\" \"$@\"; }\n";
        var start = new ProcessStartInfo("sh", ["-c", Command + script])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SWEEPER_HOST"] = SweeperProcess.Host;
        start.Environment["SWEEPER_ASSEMBLY"] = SweeperProcess.Assembly;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> messages = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Deadline.Length);
        await process.WaitForExitAsync(deadline.Token);
        return new FinishedCommand(process.ExitCode, Encoding.UTF8.GetBytes(await output), await messages);
    }
}
