using Sweeper.Neural.Randomness;

namespace Sweeper.Datasets.Splits;

/// <summary>
/// A set of images divided into those to train on and those held out, with every class in its share on both sides.
/// </summary>
public sealed record StratifiedSplit
{
    /// <summary>Indices of the images to train on, ascending.</summary>
    public required int[] Train { get; init; }

    /// <summary>Indices of the images held out, ascending.</summary>
    public required int[] Validation { get; init; }

    /// <summary>Holds <paramref name="validationCount"/> of all labelled images out; the choice follows from the seed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or more than there are, or a label is no
    /// class.</exception>
    public static StratifiedSplit Create(ReadOnlySpan<byte> labels, int classCount, int validationCount, long seed) =>
        Create(labels, AllOf(labels), classCount, validationCount, seed);

    /// <summary>Holds <paramref name="validationCount"/> of the images at the distinct <paramref name="indices"/> out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or more than there are, or a label is no
    /// class.</exception>
    public static StratifiedSplit Create(
        ReadOnlySpan<byte> labels, ReadOnlySpan<int> indices, int classCount, int validationCount, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(validationCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validationCount, indices.Length);

        List<int>[] members = ByClass(labels, indices, classCount);
        int[] quotas = Quotas([.. members.Select(list => list.Count)], validationCount);
        List<int> train = [];
        List<int> validation = [];
        for (int label = 0; label < classCount; label++)
        {
            int[] shuffled = [.. members[label].Order()];
            RandomSource.FromSeed((ulong)seed, (ulong)label).Shuffle<int>(shuffled);
            validation.AddRange(shuffled.AsSpan(0, quotas[label]));
            train.AddRange(shuffled.AsSpan(quotas[label]));
        }

        return new StratifiedSplit { Train = [.. train.Order()], Validation = [.. validation.Order()] };
    }

    /// <summary>
    /// Chooses <paramref name="count"/> images with every class in its share: their indices, ascending. For training on a part
    /// of a dataset.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or more than there are, or a label is no
    /// class.</exception>
    public static int[] Sample(ReadOnlySpan<byte> labels, int classCount, int count, long seed) =>
        Create(labels, classCount, count, seed).Validation;

    private static int[] AllOf(ReadOnlySpan<byte> labels) => [.. Enumerable.Range(0, labels.Length)];

    private static List<int>[] ByClass(ReadOnlySpan<byte> labels, ReadOnlySpan<int> indices, int classCount)
    {
        List<int>[] members = [.. Enumerable.Range(0, classCount).Select(_ => new List<int>())];
        foreach (int index in indices)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(labels[index], classCount, nameof(labels));
            members[labels[index]].Add(index);
        }

        return members;
    }

    /// <summary>
    /// Shares <paramref name="total"/> out in proportion to <paramref name="counts"/> by largest remainder (Hamilton's method):
    /// the whole part of each share first, what is left to the largest fractions, equal ones to the lower class.
    /// </summary>
    private static int[] Quotas(int[] counts, int total)
    {
        long all = Math.Max(counts.Sum(), 1);
        int[] quotas = [.. counts.Select(count => (int)((long)total * count / all))];
        int left = total - quotas.Sum();
        IEnumerable<int> byFraction = Enumerable.Range(0, counts.Length)
            .OrderByDescending(label => (long)total * counts[label] % all);
        foreach (int label in byFraction.Take(left))
            quotas[label]++;
        return quotas;
    }
}
