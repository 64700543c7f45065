using System.Runtime.InteropServices;

namespace Sweeper.Sweeps.Importance;

/// <summary>
/// Finds the best division of a node along one axis: the one that leaves the least sum of squares. Places without an order are
/// put in that of their means first, as then the best two sets are among the divisions of a line: Fisher, "On Grouping for
/// Maximum Homogeneity" (1958).
/// </summary>
internal sealed class SplitSearch(IReadOnlyList<ImportanceAxis> axes, double smallestLeaf)
{
    private const double LeastGain = 1e-12;

    /// <summary>The best division along an axis whose gain is above a bound; null when there is none.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="groups">The samples of the node by place, ascending; they may be put in another order.</param>
    /// <param name="bound">Not negative.</param>
    public TreeSplit? Find(int axis, List<PlaceGroup> groups, double bound)
    {
        if (!axes[axis].IsOrdered)
            groups.Sort((a, b) => a.Mean != b.Mean ? a.Mean.CompareTo(b.Mean) : a.Place.CompareTo(b.Place));

        ReadOnlySpan<PlaceGroup> span = CollectionsMarshal.AsSpan(groups);
        (int first, double gain) = BestDivision(span);
        if (gain <= Math.Max(bound, LeastGain))
            return null;
        return axes[axis].IsOrdered
            ? new TreeSplit(axis, gain, axes[axis].CutBetween(span[first - 1].Place, span[first].Place), null)
            : new TreeSplit(axis, gain, 0, FirstPart(axes[axis].Count, span, first));
    }

    private (int First, double Gain) BestDivision(ReadOnlySpan<PlaceGroup> groups)
    {
        double weight = 0, sum = 0;
        foreach (PlaceGroup group in groups)
            (weight, sum) = (weight + group.Weight, sum + group.Sum);

        (int First, double Gain) best = (0, 0);
        double firstWeight = 0, firstSum = 0, whole = sum * sum / weight;
        for (int i = 0; i + 1 < groups.Length; i++)
        {
            (firstWeight, firstSum) = (firstWeight + groups[i].Weight, firstSum + groups[i].Sum);
            double restWeight = weight - firstWeight, restSum = sum - firstSum;
            if (firstWeight < smallestLeaf || restWeight < smallestLeaf)
                continue;
            double gain = (firstSum * firstSum / firstWeight) + (restSum * restSum / restWeight) - whole;
            if (gain > best.Gain)
                best = (i + 1, gain);
        }

        return best;
    }

    private static bool[] FirstPart(int places, ReadOnlySpan<PlaceGroup> groups, int first)
    {
        // A value that the node has not seen goes with the larger part.
        var isFirst = new bool[places];
        isFirst.AsSpan().Fill(Weight(groups[..first]) > Weight(groups[first..]));
        for (int i = 0; i < groups.Length; i++)
            isFirst[groups[i].Place] = i < first;
        return isFirst;
    }

    private static double Weight(ReadOnlySpan<PlaceGroup> groups)
    {
        double weight = 0;
        foreach (PlaceGroup group in groups)
            weight += group.Weight;
        return weight;
    }
}
