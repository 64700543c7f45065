using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace Sweeper.Benchmarks.Peers;

/// <summary>A program that ran to its end.</summary>
internal sealed record PeerProcess(int ExitCode, string Output, string Errors)
{
    /// <summary>The last line of what it said was wrong, or of all it said.</summary>
    public string LastError => (Errors.Trim().Length > 0 ? Errors : Output).TrimEnd().Split('\n')[^1];

    /// <summary>Runs a program, its linear algebra on one thread.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static PeerProcess Run(string executable, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string library in (string[])["OPENBLAS", "OMP", "MKL"])
            start.Environment[$"{library}_NUM_THREADS"] = "1";

        // An OpenBLAS that is older than the processor takes its slowest kernels, which would flatter Sweeper.
        if (X86Base.IsSupported)
            start.Environment.TryAdd("OPENBLAS_CORETYPE", Avx512F.IsSupported ? "SkylakeX" : "Haswell");

        // Leaves no compiled files in folders that are not ours.
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new PeerProcess(process.ExitCode, output.Result, errors);
    }
}
