using System.Collections.Immutable;
using System.Globalization;

namespace Sweeper.Reporting.Drawing;

/// <summary>
/// The colours of viridis by van der Walt and Smith (matplotlib, 2015; public domain), linear between ten of them: even in
/// lightness and readable without red-green vision and in grey.
/// </summary>
internal static class Viridis
{
    /// <summary>Those ten.</summary>
    public static readonly ImmutableArray<(int Red, int Green, int Blue)> Stops =
    [
        (68, 1, 84), (72, 40, 120), (62, 73, 137), (49, 104, 142), (38, 130, 142),
        (31, 158, 137), (53, 183, 121), (109, 205, 89), (180, 222, 44), (253, 231, 37),
    ];

    /// <summary>The colour at a position, 0 … 1, as <c>#rrggbb</c>.</summary>
    public static string Color(double position)
    {
        (double red, double green, double blue) = At(position);
        return $"#{Hex(red)}{Hex(green)}{Hex(blue)}";
    }

    /// <summary>Whether text on the colour at a position should be light: where it then has the higher contrast.</summary>
    public static bool WantsLightText(double position)
    {
        (double red, double green, double blue) = At(position);
        double luminance = 0.2126 * Linear(red) + 0.7152 * Linear(green) + 0.0722 * Linear(blue);

        // WCAG 2.2: contrast is (L1 + 0.05) / (L2 + 0.05); the two are equal here.
        return luminance < 0.179;
    }

    private static (double Red, double Green, double Blue) At(double position)
    {
        double place = Math.Clamp(position, 0, 1) * (Stops.Length - 1);
        int index = Math.Min((int)place, Stops.Length - 2);
        double share = place - index;
        var (low, high) = (Stops[index], Stops[index + 1]);
        return (
            low.Red + share * (high.Red - low.Red),
            low.Green + share * (high.Green - low.Green),
            low.Blue + share * (high.Blue - low.Blue));
    }

    private static string Hex(double channel) => ((int)Math.Round(channel)).ToString("x2", CultureInfo.InvariantCulture);

    private static double Linear(double channel)
    {
        double share = channel / 255;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
