using System.Globalization;

namespace Sweeper.Training.Datasets;

/// <summary>
/// How much of a training set is held out, for validation or for testing: a number of images, or a fraction of them.
/// </summary>
public readonly record struct ValidationSize
{
    private readonly int _count;
    private readonly double? _fraction;

    private ValidationSize(int count, double? fraction)
    {
        _count = count;
        _fraction = fraction;
    }

    /// <summary>A tenth of the training set.</summary>
    public static ValidationSize Default => OfFraction(0.1);

    /// <summary>So many images; 0 for none.</summary>
    public static ValidationSize OfCount(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new ValidationSize(count, null);
    }

    /// <summary>A fraction above 0 and below 1.</summary>
    public static ValidationSize OfFraction(double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fraction, 1);
        return new ValidationSize(0, fraction);
    }

    /// <summary>The number of images; null for a fraction.</summary>
    public int? Count => _fraction is null ? _count : null;

    /// <summary>
    /// The images held out of a training set of <paramref name="trainCount"/>; a fraction rounds to the nearest, halves up.
    /// </summary>
    public int CountOf(int trainCount) =>
        _fraction is double fraction ? (int)Math.Round(fraction * trainCount, MidpointRounding.AwayFromZero) : _count;

    /// <summary>The number or the fraction: <c>5000</c>, <c>0.1</c>.</summary>
    public override string ToString() =>
        _fraction?.ToString("R", CultureInfo.InvariantCulture) ?? _count.ToString(CultureInfo.InvariantCulture);
}
