using System.Collections.Immutable;
using System.Globalization;

namespace Sweeper.Sweeps.Pruners;

/// <summary>
/// Epochs that lie a factor apart. All arithmetic is decimal and so exact: with floating point, log(243) / log(3) is a little
/// below 5, and the last of the six rungs up to 243 would be lost.
/// </summary>
public static class RungLadder
{
    /// <summary>first, ⌊first·η⌋, ⌊first·η²⌋, … up to <paramref name="last"/>.</summary>
    /// <param name="first">At least 1.</param>
    /// <param name="eta">Greater than 1.</param>
    /// <param name="last">The greatest that there may be.</param>
    public static ImmutableArray<int> Up(int first, decimal eta, int last)
    {
        Check(first, eta);
        var rungs = ImmutableArray.CreateBuilder<int>();
        for (decimal rung = first; rung <= last; rung *= eta)
            Add(rungs, (int)rung);
        return rungs.ToImmutable();
    }

    /// <summary>⌊top/η⌋, ⌊top/η²⌋, …, ascending; those below <paramref name="least"/> are left out.</summary>
    /// <param name="top">At least 1.</param>
    /// <param name="eta">Greater than 1.</param>
    /// <param name="count">The most rungs there may be.</param>
    /// <param name="least">At least 1.</param>
    public static ImmutableArray<int> Down(int top, decimal eta, int count, int least)
    {
        Check(top, eta);
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 1);
        var rungs = ImmutableArray.CreateBuilder<int>();
        decimal divisor = eta;
        for (int power = 1; power <= count && divisor <= top; power++, divisor *= eta)
        {
            int rung = (int)(top / divisor);
            if (rung >= least)
                Add(rungs, rung);
        }

        rungs.Reverse();
        return rungs.ToImmutable();
    }

    /// <summary>The last rung at or before an epoch; null before the first.</summary>
    public static int? At(ImmutableArray<int> rungs, int epoch)
    {
        int place = rungs.BinarySearch(epoch);
        int index = place >= 0 ? place : ~place - 1;
        return index < 0 ? null : rungs[index];
    }

    /// <summary>How many of a number of values are its best part: max(⌊count/η⌋, 1).</summary>
    public static int BestPart(int count, decimal eta) => Math.Max((int)(count / eta), 1);

    private static void Check(int epoch, decimal eta)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(eta, 1);
    }

    // With a factor near 1, neighbours may be the same epoch.
    private static void Add(ImmutableArray<int>.Builder rungs, int rung)
    {
        if (rungs.Count == 0 || rungs[^1] != rung)
            rungs.Add(rung);
    }
}

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
        string part = string.Create(
            CultureInfo.InvariantCulture, $"the best 1/{decimal.ToDouble(eta):R} of the trials that have come there go on");
        return $"{rule}: {part}, {places}";
    }
}
