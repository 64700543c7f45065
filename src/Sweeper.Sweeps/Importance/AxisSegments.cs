namespace Sweeper.Sweeps.Importance;

/// <summary>An axis cut wherever a leaf of a tree begins or ends, so that no leaf divides a segment.</summary>
internal sealed class AxisSegments
{
    private readonly int[] _segmentAt;

    public AxisSegments(ImportanceAxis axis, int index, IReadOnlyCollection<TreeLeaf> leaves)
    {
        var isCut = new bool[axis.Count + 1];
        foreach (AxisRun run in leaves.SelectMany(l => l.Regions[index].Runs))
            isCut[run.Low] = isCut[run.High] = true;

        int[] cuts = [.. Enumerable.Range(0, isCut.Length).Where(place => isCut[place])];
        Weights = [.. cuts.Zip(cuts.Skip(1)).Select(c => axis.WeightOf(new AxisRun(c.First, c.Second)))];
        _segmentAt = new int[axis.Count + 1];
        for (int segment = 0; segment < cuts.Length; segment++)
            _segmentAt[cuts[segment]] = segment;
    }

    /// <summary>The share of the axis that each segment has.</summary>
    public double[] Weights { get; }

    public int Count => Weights.Length;

    /// <summary>The run as segments.</summary>
    public AxisRun InSegments(AxisRun run) => new(_segmentAt[run.Low], _segmentAt[run.High]);
}
