using System.Buffers.Binary;

namespace Sweeper.Datasets.Png;

/// <summary>
/// Turns pixels of any kind into grey or colour of 8 bits. As grey, colour becomes its luma by ITU-R BT.601, (299 R + 587 G + 114 B) / 1000; what
/// is transparent fades to the background.
/// </summary>
internal sealed class PngPixels
{
    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly (int Red, int Green, int Blue)? _transparentColor;
    private readonly int _maximum;
    private readonly byte _background;

    /// <param name="chunks">The file.</param>
    /// <param name="background">The grey that shows through where a pixel is transparent.</param>
    /// <param name="channels">1 for grey, 3 for colour.</param>
    /// <exception cref="PngException">The palette or the transparency does not fit the header.</exception>
    public PngPixels(PngChunks chunks, byte background, int channels)
    {
        Channels = channels;
        _background = background;
        _header = chunks.Header;
        _maximum = (1 << _header.BitDepth) - 1;
        _palette = _header.ColorType == PngColorType.Palette ? MixedPalette(chunks) : [];
        if (chunks.Transparency is byte[] transparency && _header.ColorType is PngColorType.Grey or PngColorType.Rgb)
            _transparentColor = TransparentColor(transparency, _header.SampleCount);
    }

    /// <summary>Numbers per pixel.</summary>
    public int Channels { get; }

    // → [Channels]
    /// <summary>Writes the pixel at <paramref name="x"/> of an unfiltered row.</summary>
    public void Write(ReadOnlySpan<byte> row, int x, Span<byte> pixel)
    {
        if (_header.ColorType == PngColorType.Palette)
        {
            int index = Sample(row, x), colors = _palette.Length / Channels;
            if (index >= colors)
                throw new PngException($"it has a pixel of colour {index}, and its palette has {colors} colours");
            _palette.AsSpan(index * Channels, Channels).CopyTo(pixel);
            return;
        }

        int first = x * _header.SampleCount;
        bool isColor = _header.ColorType is PngColorType.Rgb or PngColorType.Rgba;
        int red = Sample(row, first);
        int green = isColor ? Sample(row, first + 1) : red;
        int blue = isColor ? Sample(row, first + 2) : red;
        if (_transparentColor == (red, green, blue))
        {
            pixel[..Channels].Fill(_background);
            return;
        }

        int alpha = _header.ColorType is PngColorType.GreyAlpha or PngColorType.Rgba
            ? Sample(row, first + _header.SampleCount - 1)
            : _maximum;
        Mix(red, green, blue, alpha, _maximum, pixel);
    }

    private void Mix(int red, int green, int blue, int alpha, int maximum, Span<byte> pixel)
    {
        if (Channels == 1)
        {
            pixel[0] = Fade((299L * red) + (587L * green) + (114L * blue), alpha, maximum);
            return;
        }

        pixel[0] = Fade(1000L * red, alpha, maximum);
        pixel[1] = Fade(1000L * green, alpha, maximum);
        pixel[2] = Fade(1000L * blue, alpha, maximum);
    }

    // In thousandths of a sample.
    private byte Fade(long thousandths, int alpha, int maximum)
    {
        long whole = 1000L * maximum * maximum;
        long behind = 1000L * maximum * (maximum - alpha) * _background;
        return (byte)((thousandths * alpha * byte.MaxValue + behind + whole / 2) / whole);
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        if (_header.BitDepth == 16)
            return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
        int bit = index * _header.BitDepth;
        return (row[bit / 8] >> (8 - _header.BitDepth - bit % 8)) & _maximum;
    }

    // [colours, Channels]
    private byte[] MixedPalette(PngChunks chunks)
    {
        byte[] colors = chunks.Palette ?? throw new PngException("it has no palette, and its pixels are numbers of one");
        byte[] alphas = chunks.Transparency ?? [];
        byte[] mixed = new byte[colors.Length / 3 * Channels];
        for (int i = 0; i < colors.Length / 3; i++)
        {
            int alpha = i < alphas.Length ? alphas[i] : byte.MaxValue;
            Mix(colors[3 * i], colors[3 * i + 1], colors[3 * i + 2], alpha, byte.MaxValue, mixed.AsSpan(i * Channels));
        }

        return mixed;
    }

    private static (int Red, int Green, int Blue) TransparentColor(byte[] transparency, int sampleCount)
    {
        if (transparency.Length != 2 * sampleCount)
            throw new PngException($"its transparent colour has {transparency.Length} bytes instead of {2 * sampleCount}");
        int Sample(int index) => BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(2 * Math.Min(index, sampleCount - 1)));
        return (Sample(0), Sample(1), Sample(2));
    }
}
