using System.Numerics;

namespace Sweeper.Neural.Tests.Kernels;

/// <summary>Numbers with NaN before and after them, to notice a kernel that writes beside its array.</summary>
internal sealed class GuardedArray<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // More than the widest tile: four registers of 16 numbers.
    private const int GuardLength = 80;

    private readonly T[] _all;

    public GuardedArray(ReadOnlySpan<T> values)
    {
        _all = new T[values.Length + (2 * GuardLength)];
        Array.Fill(_all, T.NaN);
        values.CopyTo(Values);
    }

    public Span<T> Values => _all.AsSpan(GuardLength, _all.Length - (2 * GuardLength));

    public bool IsIntact => _all.Take(GuardLength).All(T.IsNaN) && _all.TakeLast(GuardLength).All(T.IsNaN);
}
