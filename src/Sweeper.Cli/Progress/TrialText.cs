using Sweeper.Cli.Tables;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>Writes trials in a line.</summary>
internal static class TrialText
{
    private const int MostLetters = 6;
    private const int FewestLetters = 3;

    private static readonly MetricFormats Formats = new([], []);

    /// <summary>What distinguishes a trial: <c>activation=relu, learning_rate=0.1</c>, and which repeat and fold when cells have several.</summary>
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

    /// <summary>
    /// What distinguishes a trial within a width: the names' words are shortened at their ends as far as must be, and where even that is too long,
    /// the last values are left out for an ellipsis. No value is cut.
    /// </summary>
    public static string Fitting(Trial trial, SearchSpace space, bool isRepeated, int width)
    {
        string whole = Setting(trial, space, isRepeated), text = whole;
        string[] parts = [];
        for (int letters = MostLetters; text.Length > width && letters >= FewestLetters; letters--)
        {
            parts = [.. space.Swept
                .Where(h => trial.Values.Find(h.Name) is not null)
                .Select(h => $"{string.Join('_', h.Name.Split('_').Select(w => HeadWords.Abbreviate(w, letters)))}={ValueText.OfPart(trial.Values[h.Name])}")];
            string[] which = [isRepeated ? $"repeat {trial.Repeat}" : "", trial.Fold is null ? "" : $"fold {trial.Fold}"];
            parts = [.. parts, .. which.Where(p => p.Length > 0)];
            text = string.Join(' ', parts);
        }

        for (int count = parts.Length - 1; text.Length > width && count >= 0; count--)
            text = string.Join(' ', parts[..count].Append("…"));
        return text;
    }

    /// <summary>The characters of the shortest text that still has all values.</summary>
    public static int ShortestSetting(Trial trial, SearchSpace space, bool isRepeated)
    {
        int length = Setting(trial, space, isRepeated).Length;
        while (length > 0 && !Fitting(trial, space, isRepeated, length - 1).EndsWith('…'))
            length = Fitting(trial, space, isRepeated, length - 1).Length;
        return length;
    }

    /// <summary>A metric's value as the report writes it: accuracies as per cent.</summary>
    public static string Metric(string metric, double? value) => Formats.Format(metric, value);
}
