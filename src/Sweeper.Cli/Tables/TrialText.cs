using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tables;

/// <summary>Writes trials in a line.</summary>
internal static class TrialText
{
    private static readonly MetricFormats Formats = new([], []);

    /// <summary>
    /// What distinguishes a trial: <c>activation=relu, learning_rate=0.1</c>, and which repeat and fold when cells have several.
    /// </summary>
    public static string Setting(HyperparameterValues values, int repeat, int? fold, SearchSpace space, bool isRepeated)
    {
        string[] parts = [Setting(values, space), isRepeated ? $"repeat {repeat}" : "", fold is null ? "" : $"fold {fold}"];
        return string.Join(", ", parts.Where(p => p.Length > 0));
    }

    /// <summary>What distinguishes a cell.</summary>
    public static string Setting(HyperparameterValues values, SearchSpace space)
    {
        IEnumerable<string> parts = space.Swept
            .Where(h => values.Find(h.Name) is not null)
            .Select(h => $"{h.Name}={ValueText.OfPart(values[h.Name])}");
        return string.Join(", ", parts);
    }

    public static string Setting(Trial trial, SearchSpace space, bool isRepeated) =>
        Setting(trial.Values, trial.Repeat, trial.Fold, space, isRepeated);

    /// <summary>A metric's value as the report writes it: accuracies as per cent.</summary>
    public static string Metric(string metric, double? value) => Formats.Format(metric, value);
}
