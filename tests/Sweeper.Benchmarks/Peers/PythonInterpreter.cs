using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Sweeper.Benchmarks.Training;

namespace Sweeper.Benchmarks.Peers;

/// <summary>A Python interpreter, in which peers run on one thread each.</summary>
/// <param name="executable">Its file, or a name to be looked for where programs are.</param>
internal sealed class PythonInterpreter(string executable)
{
    /// <summary>The interpreter's version; null when there is none.</summary>
    public string? Version() => Ask("import sys; print(sys.version.split()[0])");

    /// <summary>The version of a package; null when it is not installed.</summary>
    public string? VersionOf(string module) => Ask($"import {module}; print({module}.__version__)");

    /// <summary>Runs a peer to its end.</summary>
    /// <param name="program">Which.</param>
    /// <param name="dataFolder">The folder with MNIST's files.</param>
    /// <param name="hidden">The network.</param>
    /// <param name="learningRate">Greater than 0.</param>
    /// <param name="epochs">At least 1.</param>
    /// <returns>The time of each epoch.</returns>
    /// <exception cref="PeerException">It failed, or did not print a line for every epoch.</exception>
    public IReadOnlyList<EpochTime> Run(
        PeerProgram program, string dataFolder, NetworkNotation hidden, double learningRate, int epochs)
    {
        string[] arguments =
        [
            program.File,
            dataFolder,
            hidden.ToString(),
            learningRate.ToString(CultureInfo.InvariantCulture),
            TrainedNetwork.BatchSize.ToString(CultureInfo.InvariantCulture),
            epochs.ToString(CultureInfo.InvariantCulture),
        ];

        // The number of threads; programs on NumPy are told by the environment.
        if (program.Module == "torch")
            arguments = [.. arguments, "1"];
        (int exitCode, string output, string errors) = Start(arguments);
        IReadOnlyList<EpochTime> times = PeerOutput.Read(output);
        if (exitCode != 0 || times.Count != epochs)
        {
            throw new PeerException(
                $"{program.Name} with {hidden.NetworkText} ended with code {exitCode} after {times.Count} of {epochs} epochs: {LastLine(errors)}");
        }

        return times;
    }

    private string? Ask(string code)
    {
        try
        {
            (int exitCode, string output, _) = Start("-c", code);
            return exitCode == 0 ? output.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private (int ExitCode, string Output, string Errors) Start(params string[] arguments)
    {
        ProcessStartInfo start = new(executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string library in (string[])["OPENBLAS", "OMP", "MKL"])
            start.Environment[$"{library}_NUM_THREADS"] = "1";

        // Leaves no compiled files in folders that are not ours.
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result, errors);
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];
}
