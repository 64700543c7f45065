using System.Collections.Immutable;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Training.SavedModels;

/// <summary>Counts which class is taken for which.</summary>
internal static class ClassCounts
{
    /// <param name="predictions">[images].</param>
    /// <param name="labels">[images].</param>
    /// <param name="classes">The name of each class.</param>
    /// <param name="subset">What was classified.</param>
    public static ConfusionMatrix Of(
        ReadOnlySpan<byte> predictions, ReadOnlySpan<byte> labels, ImmutableArray<string> classes, string subset)
    {
        int[][] counts = [.. classes.Select(_ => new int[classes.Length])];
        for (int i = 0; i < predictions.Length; i++)
            counts[labels[i]][predictions[i]]++;
        return new ConfusionMatrix { Classes = classes, Counts = [.. counts.Select(row => row.ToImmutableArray())],
            Subset = subset };
    }
}
