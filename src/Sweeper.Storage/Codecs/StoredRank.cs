using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Codecs;

/// <summary>Which trials are ranked, as a condition of SQL.</summary>
internal static class StoredRank
{
    private static readonly string States =
        string.Join(", ", Enum.GetValues<TrialState>().Where(s => s.IsRanked()).Select(s => $"'{s.Name()}'"));

    /// <param name="trials">The table <c>trials</c>, or what the statement calls it.</param>
    public static string IsRanked(string trials) => $"{trials}.objective IS NOT NULL AND {trials}.state IN ({States})";
}
