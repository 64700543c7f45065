using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Parts;

/// <summary>Those facts of a sweep that say what was asked, not where its results come from.</summary>
internal static class AskedFacts
{
    private const string DrawnFromEnding = " drawn from";

    private static readonly string[] Names = ["method", "pruning"];

    /// <summary>How settings were chosen and given up.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(SweepRecord sweep) =>
        sweep.Facts.Where(f => Names.Contains(f.Key));

    /// <summary>
    /// What a hyperparameter was drawn from; null where its values were listed, or an earlier version did not record it.
    /// </summary>
    public static string? DrawnFrom(SweepRecord sweep, string hyperparameter) =>
        sweep.Facts.FirstOrDefault(f => f.Key == hyperparameter + DrawnFromEnding).Value;

    /// <summary>The name of a fact as a label; a hyperparameter that it begins with stays as it is.</summary>
    public static string Title(string fact) =>
        fact.EndsWith(DrawnFromEnding, StringComparison.Ordinal) ? fact : MetricName.Capital(fact);

    /// <summary>Whether a fact is one of those.</summary>
    public static bool Has(string name) => Names.Contains(name) || name.EndsWith(DrawnFromEnding, StringComparison.Ordinal);
}
