using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweeper.Neural.Kernels.Simd;

/// <summary>
/// The vector registers that the kernels use. Constant while a process lives: the JIT compiles one branch of each choice.
/// </summary>
public static class RegisterWidth
{
    /// <summary>In bits: 512, 256 or 128; 0 where there are no vector registers.</summary>
    public static int Bits => Has512 ? 512 : Has256 ? 256 : Has128 ? 128 : 0;

    // .NET does not call 512 bits accelerated on processors that lower their clock for them. Dense arithmetic, of which training
    // consists, gains far more from the width than it loses to the clock.
    internal static bool Has512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated || (Avx512F.IsSupported && Avx512DQ.IsSupported);
    }

    internal static bool Has256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated;
    }

    internal static bool Has128
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.IsHardwareAccelerated;
    }
}
