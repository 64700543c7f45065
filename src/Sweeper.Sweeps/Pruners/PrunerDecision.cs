using System.Globalization;

namespace Sweeper.Sweeps.Pruners;

/// <summary>
/// What came of comparing a trial with the others at a rung. There is one for each trial and rung, whatever it says.
/// </summary>
public sealed record PrunerDecision
{
    /// <summary>The number of the trial.</summary>
    public required int Trial { get; init; }

    /// <summary>The name of the rule, <see cref="IPruner.Rule"/>.</summary>
    public required string Rule { get; init; }

    /// <summary>The epoch at which trials are compared.</summary>
    public required int Rung { get; init; }

    /// <summary>The epoch after which the trial was compared: the rung or the first reported one after it.</summary>
    public required int Epoch { get; init; }

    /// <summary>What was compared: the objective at the epoch, or the best one so far. NaN is a value too.</summary>
    public required double Value { get; init; }

    /// <summary>The worst value that passed; null when there was nothing to compare with.</summary>
    public required double? Threshold { get; init; }

    /// <summary>With how many values it was compared, its own included where the rule counts it.</summary>
    public required int Compared { get; init; }

    /// <summary>How many of them the rule lets go on; 0 where it does not count.</summary>
    public required int Kept { get; init; }

    /// <summary>Whether the trial was stopped.</summary>
    public required bool IsPruned { get; init; }
}

/// <summary>Writes the numbers of a decision, short, but never so short that different ones look the same.</summary>
internal static class DecisionNumbers
{
    private static readonly string[] Formats = ["G4", "G6", "G9", "R"];

    public static (string Value, string Threshold) Of(PrunerDecision decision)
    {
        double value = decision.Value, threshold = decision.Threshold ?? value;
        string format = Formats.First(f => f == "R" || value.Equals(threshold) || Text(value, f) != Text(threshold, f));
        return (Text(value, format), Text(threshold, format));
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
