using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Sweeper.Neural.Kernels.Simd;

/// <summary>Lines of the processor's first-level cache.</summary>
internal static unsafe class CacheLines
{
    private const int Bytes = 64;

    /// <summary>
    /// Has the processor bring elements [0, count) from <paramref name="first"/> closer while it does something else. They need
    /// not exist: only where they lie matters, and nothing is read. Does nothing on processors that cannot be asked.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch<T>(ref T first, nint count)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        byte* start = (byte*)Unsafe.AsPointer(ref first);
        for (nint i = 0; i < count * sizeof(T); i += Bytes)
            Sse.Prefetch0(start + i);
    }

    /// <summary>As <see cref="Prefetch{T}"/>, but only as near as the second-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PrefetchFar<T>(ref T first, nint count)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        byte* start = (byte*)Unsafe.AsPointer(ref first);
        for (nint i = 0; i < count * sizeof(T); i += Bytes)
            Sse.Prefetch1(start + i);
    }
}
