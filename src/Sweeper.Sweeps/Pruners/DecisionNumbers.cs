using System.Globalization;

namespace Sweeper.Sweeps.Pruners;

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
