using System.Globalization;

namespace Sweeper.Sweeps.Faults;

/// <summary>A step of the file layer that fails as on a full disk. Thread-safe.</summary>
/// <param name="step">The kind of step.</param>
/// <param name="number">Which one of its kind, counted from 1.</param>
/// <param name="isLasting">Whether the later ones fail too, as they do until somebody frees some space.</param>
public sealed class PlannedFault(FileStep step, int number, bool isLasting)
{
    private const int NoSpaceLeft = 28;

    private int _count;

    /// <summary>Whether the step was reached and failed.</summary>
    public bool HasStruck => Volatile.Read(ref _count) >= number;

    /// <summary>The fault that a text such as <c>write:17</c> describes; <c>write:17+</c> lasts from then on.</summary>
    /// <returns>Null for any other text.</returns>
    public static PlannedFault? Parse(string? text)
    {
        if (text?.Split(':') is not [string name, string count]
            || !Enum.TryParse(name, ignoreCase: true, out FileStep step)
            || !int.TryParse(count.TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return null;
        }

        return new PlannedFault(step, number, count.EndsWith('+'));
    }

    /// <summary>Counts a step.</summary>
    /// <exception cref="IOException">It is the one to fail.</exception>
    public void Pass(FileStep passed, string path)
    {
        if (passed != step)
            return;
        int count = Interlocked.Increment(ref _count);
        if (count == number || (isLasting && count > number))
            throw new IOException($"No space left on device : '{path}'", NoSpaceLeft);
    }
}
