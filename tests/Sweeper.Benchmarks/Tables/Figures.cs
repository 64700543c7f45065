using System.Globalization;
using Sweeper.Benchmarks.Machine;

namespace Sweeper.Benchmarks.Tables;

/// <summary>How numbers are printed: with a point, whatever the machine's language.</summary>
internal static class Figures
{
    public static string Seconds(double seconds) =>
        seconds.ToString(seconds < 10 ? "0.0000" : "0.0", CultureInfo.InvariantCulture);

    public static string Ratio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture) + "×";

    /// <summary>The median, and the least and largest where there are several.</summary>
    public static string Ratio(Samples ratios) => ratios.Best < ratios.Largest
        ? string.Create(CultureInfo.InvariantCulture, $"{Ratio(ratios.Median)} ({ratios.Best:0.00} … {ratios.Largest:0.00})")
        : Ratio(ratios.Median);

    /// <summary>A share, 0 … 1, in per cent.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    public static string Gigaflops(double gigaflops) => gigaflops.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>With its power of ten, since differences may be very small.</summary>
    public static string Difference(double value) => value.ToString("0.0E-0", CultureInfo.InvariantCulture);

    public static string Brief(double value) => value.ToString("0.0####", CultureInfo.InvariantCulture);
}
