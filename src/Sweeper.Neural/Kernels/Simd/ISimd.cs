namespace Sweeper.Neural.Kernels.Simd;

/// <summary>
/// The operations a kernel needs of a vector register, so that each kernel is written once and compiled for every width:
/// 512, 256 and 128 bits, and one number at a time. The implementations are stateless; the JIT inlines them away.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TVector">The register type.</typeparam>
internal interface ISimd<T, TVector>
    where T : unmanaged
    where TVector : struct
{
    /// <summary>Numbers per register.</summary>
    static abstract int Width { get; }

    /// <summary>How many registers wide a tile of the matrix product is: what fits the register file beside six rows.</summary>
    static abstract int TileVectors { get; }

    static abstract TVector Load(ref T source, nint offset);

    static abstract void Store(TVector value, ref T destination, nint offset);

    /// <summary>The same number in every lane.</summary>
    static abstract TVector Create(T value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>a·b + c; fused where the processor has a fused instruction.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>The greater of two; NaN when either is.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>The lesser of two; NaN when either is.</summary>
    static abstract TVector Min(TVector a, TVector b);

    /// <summary>a where x &gt; 0, else b; b where x is NaN.</summary>
    static abstract TVector SelectPositive(TVector x, TVector a, TVector b);

    /// <summary>The square root, correctly rounded; NaN below 0.</summary>
    static abstract TVector Sqrt(TVector a);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract TVector Round(TVector a);

    /// <summary>2 to the power of an integer in the range of normal numbers.</summary>
    static abstract TVector PowerOfTwo(TVector exponent);

    /// <summary>The sum of the lanes, in a fixed order.</summary>
    static abstract T Sum(TVector a);
}
