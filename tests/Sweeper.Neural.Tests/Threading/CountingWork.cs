using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Tests.Threading;

/// <summary>Counts how often each part was done; a part may fail.</summary>
internal sealed class CountingWork(int size) : TeamWork
{
    public int[] Counts { get; } = new int[size];

    public int FailingPart { get; init; } = -1;

    public override void Do(int part, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parts, Counts.Length);
        Counts[part]++;
        if (part == FailingPart)
            throw new InvalidOperationException($"part {part}");
    }
}
