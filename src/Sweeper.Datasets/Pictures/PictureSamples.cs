using System.Buffers.Binary;

namespace Sweeper.Datasets.Pictures;

/// <summary>A decoded picture: red, green, blue and opacity of each pixel, the colours not multiplied by the opacity.</summary>
/// <param name="width">Pixels per row.</param>
/// <param name="height">Rows.</param>
/// <param name="rgba">[height, width, 4], bytes, or 16-bit numbers whose high byte comes first.</param>
/// <param name="isDeep">Whether the samples have 16 bits.</param>
internal sealed class PictureSamples(int width, int height, byte[] rgba, bool isDeep)
{
    private readonly int _maximum = isDeep ? ushort.MaxValue : byte.MaxValue;

    public int Width => width;

    public int Height => height;

    public byte[] Rgba => rgba;

    /// <summary>
    /// The picture in 8 bits. As grey, colour becomes its luma by ITU-R BT.601, (299 R + 587 G + 114 B) / 1000; what is
    /// transparent fades to the background.
    /// </summary>
    /// <param name="channels">1 for grey, 3 for colour.</param>
    /// <param name="background">The grey that shows through where a pixel is transparent.</param>
    /// <returns>[height, width, channels], 0 (black) … 255 (white); of colour red, green and blue.</returns>
    public byte[] Flatten(int channels, byte background = 0)
    {
        byte[] flat = new byte[checked(width * height * channels)];
        for (int pixel = 0; pixel < width * height; pixel++)
        {
            int red = Sample(4 * pixel), green = Sample((4 * pixel) + 1);
            int blue = Sample((4 * pixel) + 2), alpha = Sample((4 * pixel) + 3);
            if (channels == 1)
            {
                flat[pixel] = Fade((299L * red) + (587L * green) + (114L * blue), alpha, background);
                continue;
            }

            flat[3 * pixel] = Fade(1000L * red, alpha, background);
            flat[(3 * pixel) + 1] = Fade(1000L * green, alpha, background);
            flat[(3 * pixel) + 2] = Fade(1000L * blue, alpha, background);
        }

        return flat;
    }

    private int Sample(int index) => isDeep ? BinaryPrimitives.ReadUInt16BigEndian(rgba.AsSpan(2 * index)) : rgba[index];

    // Of a colour in thousandths of a sample.
    private byte Fade(long thousandths, int alpha, byte background)
    {
        long whole = 1000L * _maximum * _maximum;
        long behind = 1000L * _maximum * (_maximum - alpha) * background;
        return (byte)(((thousandths * alpha * byte.MaxValue) + behind + (whole / 2)) / whole);
    }
}
