using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweeper.Neural.Kernels.Operations;

/// <summary>Turns pixels 0 … 255 into network inputs.</summary>
internal static class PixelConversion
{
    // pixels [n] → values [n] = pixels · scale
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Scale<T>(ReadOnlySpan<byte> pixels, Span<T> values, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (pixels.Length != values.Length)
            throw new ArgumentException($"{pixels.Length} pixels do not fit {values.Length} values.", nameof(values));

        int i = 0;
        if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated)
        {
            Span<float> singles = MemoryMarshal.Cast<T, float>(values);
            Vector128<float> factor = Vector128.Create(float.CreateTruncating(scale));
            for (; i <= pixels.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
                Scale16(Vector128.Create(pixels[i..]), singles[i..], factor);
        }

        for (; i < pixels.Length; i++)
            values[i] = T.CreateTruncating(pixels[i]) * scale;
    }

    private static void Scale16(Vector128<byte> pixels, Span<float> values, Vector128<float> factor)
    {
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(pixels);
        (Vector128<uint> a, Vector128<uint> b) = Vector128.Widen(low);
        (Vector128<uint> c, Vector128<uint> d) = Vector128.Widen(high);
        (Vector128.ConvertToSingle(a.AsInt32()) * factor).CopyTo(values);
        (Vector128.ConvertToSingle(b.AsInt32()) * factor).CopyTo(values[4..]);
        (Vector128.ConvertToSingle(c.AsInt32()) * factor).CopyTo(values[8..]);
        (Vector128.ConvertToSingle(d.AsInt32()) * factor).CopyTo(values[12..]);
    }
}
