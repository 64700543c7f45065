using Sweeper.Neural.Randomness;

namespace Sweeper.Datasets.Splits;

/// <summary>
/// A set of images divided into folds for cross-validation. Each image is in one fold; the sizes of the folds, and the numbers
/// of images of a class in them, differ by at most one.
/// </summary>
public sealed class StratifiedFolds
{
    // [images] → fold, from 0
    private readonly int[] _foldOf;

    private StratifiedFolds(int[] foldOf, int count)
    {
        _foldOf = foldOf;
        Count = count;
    }

    /// <summary>How many folds there are.</summary>
    public int Count { get; }

    /// <summary>
    /// Divides all labelled images. The images of each class are shuffled and dealt out, one class after the other.
    /// </summary>
    /// <param name="labels">The class of each image.</param>
    /// <param name="classCount">How many classes there are.</param>
    /// <param name="count">How many folds: 2 up to the number of images.</param>
    /// <param name="seed">The division follows from it,</param>
    /// <param name="division">and from which one with this seed it is, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The count or the division is out of range, or a label is no class.
    /// </exception>
    public static StratifiedFolds Create(ReadOnlySpan<byte> labels, int classCount, int count, long seed, int division = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, labels.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(division, 1);
        List<int>[] members = [.. Enumerable.Range(0, classCount).Select(_ => new List<int>())];
        for (int i = 0; i < labels.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(labels[i], classCount, nameof(labels));
            members[labels[i]].Add(i);
        }

        int[] foldOf = new int[labels.Length];
        int dealt = 0;
        for (int label = 0; label < classCount; label++)
        {
            int[] shuffled = [.. members[label]];
            RandomSource.FromSeed((ulong)seed, (ulong)label, (ulong)division).Shuffle<int>(shuffled);
            foreach (int index in shuffled)
                foldOf[index] = dealt++ % count;
        }

        return new StratifiedFolds(foldOf, count);
    }

    /// <summary>One fold held out, the others to train on.</summary>
    /// <param name="fold">From 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such fold.</exception>
    public StratifiedSplit HoldOut(int fold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fold, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fold, Count);
        ILookup<bool, int> parts = Enumerable.Range(0, _foldOf.Length).ToLookup(i => _foldOf[i] == fold - 1);
        return new StratifiedSplit { Train = [.. parts[false]], Validation = [.. parts[true]] };
    }
}
