using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets;

/// <summary>Makes one dataset of the two sets that a user's files hold.</summary>
public static class DatasetParts
{
    /// <summary>The most classes there can be: a label is a byte.</summary>
    public const int MaxClasses = byte.MaxValue + 1;

    /// <summary>Joins two sets whose classes have numbers for names.</summary>
    /// <param name="name">The name experiments call it by.</param>
    /// <param name="train">The training set.</param>
    /// <param name="test">The test set.</param>
    /// <param name="classCount">Classes; null for one more than the highest label in either set.</param>
    /// <exception cref="DatasetException">The sets do not fit together, or there is but one class.</exception>
    public static Dataset Join(string name, LabelledImages train, LabelledImages test, int? classCount)
    {
        int highest = Math.Max(Highest(train), Highest(test));
        if (highest >= classCount)
            throw new DatasetException(
                $"{name} has label {highest}; with {classCount} classes labels go from 0 to {classCount - 1}.");
        IEnumerable<string> names = Enumerable.Range(0, classCount ?? highest + 1)
            .Select(i => i.ToString(CultureInfo.InvariantCulture));
        return Join(name, train, test, [.. names]);
    }

    /// <summary>Joins two sets whose labels are indices into <paramref name="classNames"/>.</summary>
    /// <exception cref="DatasetException">The sets do not fit together, or there is but one class.</exception>
    public static Dataset Join(string name, LabelledImages train, LabelledImages test, ImmutableArray<string> classNames)
    {
        if (train.Shape != test.Shape)
        {
            throw new DatasetException(
                $"The training images of {name} are {Size(train)} and the test images {Size(test)}; "
                + "they must be of one size.");
        }

        if (classNames.Length < 2)
            throw new DatasetException(
                $"{name} has only one class, so there is nothing to tell apart; its labels must name at least two.");
        return new Dataset
        {
            Name = name,
            Train = train,
            Test = test,
            ClassNames = classNames,
            Checksum = DatasetChecksum.Compute(train, test),
        };
    }

    private static string Size(LabelledImages images) =>
        images.Channels == 1
            ? $"{images.Width}×{images.Height}"
            : $"{images.Width}×{images.Height} in {images.Channels} channels";

    private static int Highest(LabelledImages images)
    {
        int highest = 0;
        foreach (byte label in images.Labels)
            highest = Math.Max(highest, label);
        return highest;
    }
}
