using System.ComponentModel;
using System.Diagnostics;

namespace Sweeper.Cli.Machine;

/// <summary>The commit a folder is at.</summary>
internal static class GitCommit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The commit of the checkout around <paramref name="folder"/>, with <c>+changes</c> when tracked files differ from it; null
    /// when there is no checkout or no git.
    /// </summary>
    public static string? Find(string folder)
    {
        if (Ask(folder, "rev-parse", "HEAD") is not { Length: > 0 } commit)
            return null;
        return Ask(folder, "status", "--porcelain", "--untracked-files=no") is { Length: > 0 } ? $"{commit}+changes" : commit;
    }

    private static string? Ask(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process git = Process.Start(start)!;
            Task<string> output = git.StandardOutput.ReadToEndAsync();
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            if (!git.WaitForExit(Patience))
            {
                git.Kill();
                return null;
            }

            return git.ExitCode == 0 ? output.Result.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
