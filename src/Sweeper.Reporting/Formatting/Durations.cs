using System.Globalization;

namespace Sweeper.Reporting.Formatting;

/// <summary>Writes durations in the two largest units that matter: 340 ms, 3.4 s, 34 s, 1 m 20 s, 1 h 05 m, 2 d 3 h.</summary>
public static class Durations
{
    private const string Space = "\u00a0";

    /// <param name="seconds">Negative and non-finite durations are written as <c>–</c>.</param>
    public static string Format(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds < 0)
            return "–";
        if (seconds < 0.9995)
            return Text($"{seconds * 1000:0}{Space}ms");
        if (seconds < 9.95)
            return Text($"{seconds:0.0}{Space}s");
        double rounded = Math.Round(seconds, MidpointRounding.AwayFromZero);
        return rounded switch
        {
            < 60 => Text($"{rounded:0}{Space}s"),
            < 3600 => Text($"{Math.Floor(rounded / 60)}{Space}m{Space}{rounded % 60:00}{Space}s"),
            < 86400 => Text($"{Math.Floor(rounded / 3600)}{Space}h{Space}{Math.Floor(rounded % 3600 / 60):00}{Space}m"),
            _ => Text($"{Math.Floor(rounded / 86400)}{Space}d{Space}{Math.Floor(rounded % 86400 / 3600)}{Space}h"),
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
