using System.Collections.Immutable;
using System.Globalization;

namespace Sweeper.Sweeps.Pruners;

/// <summary>Describes rules that compare at rungs.</summary>
internal static class RungText
{
    private const int Shown = 5;

    public static string Describe(string rule, ImmutableArray<int> rungs, decimal eta, int lastEpoch)
    {
        int[] effective = [.. rungs.Where(r => r < lastEpoch)];
        string epochs = string.Join(", ", effective.Take(Shown).Select(r => r.ToString(CultureInfo.InvariantCulture)));
        string places = effective.Length == 0 ? "which no trial is long enough for"
            : $"at epoch{(effective.Length == 1 ? "" : "s")} {epochs}{(effective.Length > Shown ? ", …" : "")}";
        string part = string.Create(CultureInfo.InvariantCulture, $"the best 1/{decimal.ToDouble(eta):R} of the trials that have come there go on");
        return $"{rule}: {part}, {places}";
    }
}
