using System.Numerics;
using Sweeper.Neural.Kernels.Operations;

namespace Sweeper.Neural.Tests.Kernels;

public sealed class PixelConversionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(256)]
    [InlineData(783)]
    public void Scale_AnyLength_EqualsPlainLoop(int length)
    {
        CheckLength<float>(length);
        CheckLength<double>(length);
    }

    [Theory]
    [InlineData(16, 15)]
    [InlineData(0, 1)]
    public void Scale_LengthsDiffer_Throws(int pixels, int values)
    {
        Assert.Throws<ArgumentException>(() => PixelConversion.Scale(new byte[pixels], new float[values], 1f));
    }

    private static void CheckLength<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // 37 is odd, so that 256 pixels hold every byte once.
        byte[] pixels = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 37))];
        T scale = T.CreateTruncating(1 / 255.0);
        var values = new GuardedArray<T>(new T[length]);

        PixelConversion.Scale(pixels, values.Values, scale);

        Assert.Equal(pixels.Select(p => T.CreateTruncating(p) * scale), values.Values.ToArray());
        Assert.True(values.IsIntact);
    }
}
