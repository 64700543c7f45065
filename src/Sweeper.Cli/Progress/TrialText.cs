using Sweeper.Cli.Tables;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>Writes trials in a line.</summary>
internal static class TrialText
{
    private static readonly MetricFormats Formats = new([], []);

    /// <summary>What distinguishes a trial: <c>activation=relu, learning_rate=0.1</c>, and which repeat when cells are repeated.</summary>
    public static string Setting(HyperparameterValues values, int repeat, SearchSpace space, bool isRepeated)
    {
        IEnumerable<string> parts = space.Swept
            .Where(h => values.Find(h.Name) is not null)
            .Select(h => $"{h.Name}={ValueText.OfPart(values[h.Name])}");
        return string.Join(", ", isRepeated ? parts.Append($"repeat {repeat}") : parts);
    }

    public static string Setting(Trial trial, SearchSpace space, bool isRepeated) => Setting(trial.Values, trial.Repeat, space, isRepeated);

    /// <summary>A metric's value as the report writes it: accuracies as per cent.</summary>
    public static string Metric(string metric, double? value) => Formats.Format(metric, value);
}
