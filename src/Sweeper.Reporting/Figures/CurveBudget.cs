using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

/// <summary>
/// How many points of each curve a report holds, so that it stays small enough to send however long the sweep was.
/// </summary>
internal static class CurveBudget
{
    /// <summary>A curve keeps at least so many points.</summary>
    public const int Fewest = 6;

    // Numbers of five digits: about 2 MB.
    private const int MostValues = 250_000;

    /// <summary>The most points a curve may have; null when all have fewer.</summary>
    /// <param name="epochs">The epochs of each trial.</param>
    /// <param name="metrics">How many metrics have curves.</param>
    public static int? Of(IReadOnlyCollection<IReadOnlyList<EpochMetrics>> epochs, int metrics)
    {
        if (epochs.Count == 0 || epochs.Sum(e => (long)e.Count) * metrics <= MostValues)
            return null;
        int most = Math.Max(Fewest, MostValues / (epochs.Count * Math.Max(1, metrics)));
        return epochs.Any(e => e.Count > most) ? most : null;
    }
}
