using System.ComponentModel;
using System.Diagnostics;

namespace Sweeper.Clusters.Slurm;

/// <summary>Starts Slurm's commands.</summary>
internal static class SlurmProcess
{
    // A controller that is away is waited for by the commands themselves, for some 10 to 20 seconds; sbatch waits for two
    // minutes where there are too many jobs.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(3);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads.</param>
    /// <exception cref="SlurmMissingException">There is no such command.</exception>
    public static SlurmAnswer Run(string program, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C";
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            if (!process.WaitForExit(LongestWait))
            {
                process.Kill(entireProcessTree: true);
                return new SlurmAnswer(-1, "", $"{program} did not answer");
            }

            return new SlurmAnswer(process.ExitCode, output.Result, error.Result.Trim());
        }
        catch (Win32Exception)
        {
            throw new SlurmMissingException(program);
        }
        catch (IOException e)
        {
            return new SlurmAnswer(-1, "", e.Message);
        }
    }
}

/// <summary>What a command of Slurm said.</summary>
internal sealed record SlurmAnswer(int ExitCode, string Output, string Error)
{
    public bool IsDone => ExitCode == 0;

    /// <summary>The last line that says what is wrong, without the name of the command before it.</summary>
    public string Complaint =>
        Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()?.Split(": error: ")[^1].Trim()
            ?? FormattableString.Invariant($"exit code {ExitCode}");
}
