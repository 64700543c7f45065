namespace Sweeper.Neural.Kernels.Simd;

/// <summary>
/// Which version of the kernels this is: a later one may add up in another order, so that results differ in their last bits.
/// </summary>
public static class KernelVersion
{
    // 2: convolutions add up image by image, without copying patches together. Fully connected networks have the bits of version
    // 1, which was not recorded.
    public const int Current = 2;
}
