using System.Globalization;
using System.Text.RegularExpressions;
using Sweeper.Benchmarks.Training;

namespace Sweeper.Benchmarks.Peers;

/// <summary>Reads what peers print: for each epoch a line such as <c>epoch 1/5 train 0.251s eval 0.135s loss …</c>.</summary>
internal static partial class PeerOutput
{
    /// <summary>The time of every epoch, in order.</summary>
    public static IReadOnlyList<EpochTime> Read(string output) =>
        [.. EpochLine().Matches(output).Select(m => new EpochTime(Seconds(m.Groups["train"]), Seconds(m.Groups["eval"])))];

    private static double Seconds(Group group) =>
        double.Parse(group.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^epoch \d+/\d+ train (?<train>[\d.]+)s eval (?<eval>[\d.]+)s",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex EpochLine();
}
