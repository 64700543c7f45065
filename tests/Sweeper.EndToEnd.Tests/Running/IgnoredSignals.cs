using System.Globalization;

namespace Sweeper.EndToEnd.Tests.Running;

/// <summary>
/// Signals that this process ignores, and with it all that it starts: shells have it so for what they start in the background,
/// and
/// <c>nohup</c> for hanging up.
/// </summary>
internal static class IgnoredSignals
{
    private const string LinuxFile = "/proc/self/status";

    /// <summary>Skips a test that sends a signal where nobody would notice it.</summary>
    /// <param name="signal">Its name without SIG.</param>
    public static void SkipFor(string signal) =>
        Skip.If(Contain(signal), $"Whoever started the tests had SIG{signal} ignored, and so do all processes below.");

    private static bool Contain(string signal)
    {
        if (!File.Exists(LinuxFile))
            return false;
        string mask = File.ReadLines(LinuxFile).First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1];
        int number = signal switch { "HUP" => 1, "INT" => 2, _ => 15 };
        return (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (number - 1) & 1) == 1;
    }
}
