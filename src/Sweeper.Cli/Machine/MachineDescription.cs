using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Machine;

/// <summary>Finds out where this process runs, for the record of a sweep.</summary>
internal static class MachineDescription
{
    /// <summary>The version of this build, such as <c>0.1.0</c>.</summary>
    public static string Version =>
        typeof(MachineDescription)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Describes this process and its machine.</summary>
    /// <param name="arguments">The command as it was given.</param>
    /// <param name="parallel">Trials at once.</param>
    /// <param name="startedAt">When the command started.</param>
    public static SweepEnvironment Capture(IEnumerable<string> arguments, int parallel, DateTimeOffset startedAt) => new()
    {
        Version = Version,
        GitCommit = GitCommit.Find(Directory.GetCurrentDirectory()),
        OperatingSystem = RuntimeInformation.OSDescription,
        Processor = $"{ProcessorName()}, {VectorBits()}, {Kernels}",
        Cores = Environment.ProcessorCount,
        Runtime = RuntimeInformation.FrameworkDescription,
        MachineName = Environment.MachineName,
        ProcessId = Environment.ProcessId,
        CommandLine = string.Join(' ', arguments.Prepend("sweeper").Select(Quote)),
        Parallel = parallel,
        StartedAt = startedAt,
    };

    /// <summary>Whether trials were trained there with an earlier version of the kernels than this process has.</summary>
    public static bool HasEarlierKernels(SweepEnvironment environment)
    {
        const string Before = ", kernels ";
        int start = environment.Processor.LastIndexOf(Before, StringComparison.Ordinal);
        return start < 0 || !int.TryParse(environment.Processor.AsSpan(start + Before.Length), NumberStyles.None,
            CultureInfo.InvariantCulture, out int version)
            || version < KernelVersion.Current;
    }

    private static string Kernels => string.Create(CultureInfo.InvariantCulture, $"kernels {KernelVersion.Current}");

    private static string Quote(string argument) =>
        argument.Contains(' ', StringComparison.Ordinal) ? $"'{argument}'" : argument;

    private static string VectorBits()
    {
        int bits = RegisterWidth.Bits;
        return bits == 0 ? "no vectors" : string.Create(CultureInfo.InvariantCulture, $"{bits}-bit vectors");
    }

    private static string ProcessorName()
    {
        const string LinuxFile = "/proc/cpuinfo";
        string? name = null;
        if (File.Exists(LinuxFile))
        {
            name = File.ReadLines(LinuxFile)
                .FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?
                .Split(':', 2).Last().Trim();
        }

        return name ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
