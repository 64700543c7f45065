using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Sweeper.Sweeps;

namespace Sweeper.Programs.Processes;

/// <summary>Hands graphics processors out to trials, each to one at a time. For several threads.</summary>
/// <param name="names">Their names, as <c>CUDA_VISIBLE_DEVICES</c> has them.</param>
public sealed class GpuSlots(ImmutableArray<string> names)
{
    private const string Variable = "CUDA_VISIBLE_DEVICES";

    private readonly List<string> _free = [.. names];

    /// <summary>How many there are.</summary>
    public int Count => names.Length;

    /// <summary>Those that trials may use.</summary>
    /// <param name="named">Names joined by commas; null for those of the variable <c>CUDA_VISIBLE_DEVICES</c>, or else of the
    /// machine.</param>
    /// <param name="needed">How many one trial needs; at least 1.</param>
    /// <exception cref="SweeperException">There are not that many.</exception>
    public static GpuSlots Find(string? named, int needed)
    {
        string? variable = Environment.GetEnvironmentVariable(Variable);
        (ImmutableArray<string> found, string source) = named is not null ? (Split(named), "--gpus names")
            : variable is not null ? (Split(variable), $"{Variable} names")
            : (OfMachine(), "nvidia-smi lists");
        if (found.Length >= needed)
            return new GpuSlots(found);
        string list = found.IsEmpty ? "none" : string.Join(", ", found);
        throw new SweeperException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"run.gpus asks for {needed} a trial, and {source} {list}; --gpus 0,1 says which there are"),
            FailureKind.Environment);
    }

    /// <summary>Waits until so many are free, and takes them.</summary>
    public ImmutableArray<string> Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        lock (_free)
        {
            while (_free.Count < count)
                Monitor.Wait(_free);
            ImmutableArray<string> taken = [.. _free.Take(count)];
            _free.RemoveRange(0, count);
            return taken;
        }
    }

    /// <summary>Gives them back.</summary>
    public void Release(ImmutableArray<string> taken)
    {
        lock (_free)
        {
            // The first ones are handed out first, so that which is used can be told.
            _free.AddRange(taken);
            _free.Sort((a, b) => names.IndexOf(a).CompareTo(names.IndexOf(b)));
            Monitor.PulseAll(_free);
        }
    }

    // What comes after -1 is not visible, as the driver reads it.
    private static ImmutableArray<string> Split(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries).TakeWhile(n => n.Length > 0 && n != "-1").Distinct()];

    private static ImmutableArray<string> OfMachine()
    {
        try
        {
            var start = new ProcessStartInfo("nvidia-smi", ["--query-gpu=index", "--format=csv,noheader"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
            };
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
            return process.ExitCode == 0 ? [.. output.Split('\n', Trimmed)] : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
