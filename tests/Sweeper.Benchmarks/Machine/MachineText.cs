using System.Globalization;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Environments;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Benchmarks.Machine;

/// <summary>Where numbers were measured, to stand above them.</summary>
internal static class MachineText
{
    /// <summary>Operating system, processor, cores, runtime and the widest registers that kernels use: a line each.</summary>
    public static void Write(TextWriter output)
    {
        foreach (string line in HostEnvironmentInfo.GetCurrent().ToFormattedString())
            output.WriteLine(line);
        int bits = RegisterWidth.Bits;
        string registers = bits == 0
            ? "one number at a time"
            : string.Create(CultureInfo.InvariantCulture, $"registers of {bits} bits");
        output.WriteLine($"{RuntimeInformation.FrameworkDescription}, kernels with {registers}");
        output.WriteLine();
    }
}
