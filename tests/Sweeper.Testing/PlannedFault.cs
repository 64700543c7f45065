using Sweeper.Sweeps.Durability;

namespace Sweeper.Testing;

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

    /// <summary>Lets it strike what is done by this thread and those it starts.</summary>
    public void During(Action action)
    {
        FileSteps.Watch(Pass);
        try
        {
            action();
        }
        finally
        {
            FileSteps.Watch(null);
        }
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
