namespace Sweeper.Sweeps.Importance;

/// <summary>Some values of an axis, as runs that ascend and do not touch: one where the values are ordered.</summary>
internal sealed class AxisRegion
{
    private AxisRegion(ImportanceAxis axis, AxisRun[] runs)
    {
        Runs = runs;
        Weight = runs.Sum(r => axis.WeightOf(r));
    }

    public AxisRun[] Runs { get; }

    /// <summary>The share of the axis that lies in the region; greater than 0, at most 1.</summary>
    public double Weight { get; }

    public static AxisRegion Whole(ImportanceAxis axis) => new(axis, [new AxisRun(0, axis.Count)]);

    /// <summary>What of the region a division puts in its first part or its second, which is at least one value.</summary>
    public AxisRegion Part(ImportanceAxis axis, TreeSplit split, bool isFirst) =>
        split.FirstPart is bool[] firstPart ? new(axis, Select(firstPart, isFirst)) : new(axis, [Cut(split.Cut, isFirst)]);

    private AxisRun Cut(int cut, bool isFirst) => isFirst ? Runs[0] with { High = cut } : Runs[0] with { Low = cut };

    private AxisRun[] Select(bool[] firstPart, bool isFirst)
    {
        var runs = new List<AxisRun>();
        foreach (AxisRun run in Runs)
        {
            for (int place = run.Low; place < run.High; place++)
            {
                if (firstPart[place] != isFirst)
                    continue;
                if (runs.Count > 0 && runs[^1].High == place)
                    runs[^1] = new AxisRun(runs[^1].Low, place + 1);
                else
                    runs.Add(new AxisRun(place, place + 1));
            }
        }

        return [.. runs];
    }
}

/// <summary>
/// Neighbouring values of an axis, by their places: <paramref name="Low"/> ≤ place &lt; <paramref name="High"/>.
/// </summary>
internal readonly record struct AxisRun(int Low, int High);
