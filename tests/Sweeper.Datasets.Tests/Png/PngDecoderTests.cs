using Sweeper.Datasets.Png;

namespace Sweeper.Datasets.Tests.Png;

public sealed class PngDecoderTests
{
    public static TheoryData<int, int, bool> Kinds
    {
        get
        {
            TheoryData<int, int, bool> kinds = [];
            foreach (bool isInterlaced in new[] { false, true })
            {
                foreach (int depth in new[] { 1, 2, 4, 8, 16 })
                    kinds.Add(0, depth, isInterlaced);
                foreach (int color in new[] { 2, 4, 6 })
                {
                    kinds.Add(color, 8, isInterlaced);
                    kinds.Add(color, 16, isInterlaced);
                }
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_EveryKindAndSize_GivesTheGreyOfItsSamples(int color, int depth, bool isInterlaced)
    {
        foreach ((int width, int height) in new[] { (1, 1), (3, 2), (5, 9), (13, 11), (28, 28) })
        {
            PngImage image = PngDecoder.Decode(PngBytes.Image(width, height, depth, color, isInterlaced, Sample));

            Assert.Equal((width, height), (image.Width, image.Height));
            for (int i = 0; i < image.Pixels.Length; i++)
                Assert.Equal(Expected(i % width, i / width), (int)image.Pixels[i]);
        }

        int Sample(int x, int y, int channel) => (x * 7919 + y * 104729 + channel * 31337) % (1 << depth);

        int Expected(int x, int y)
        {
            double maximum = (1 << depth) - 1;
            bool isColor = color is 2 or 6;
            double red = Sample(x, y, 0) / maximum;
            double grey = isColor ? 0.299 * red + 0.587 * Sample(x, y, 1) / maximum + 0.114 * Sample(x, y, 2) / maximum : red;
            double alpha = color switch { 4 => Sample(x, y, 1) / maximum, 6 => Sample(x, y, 3) / maximum, _ => 1 };
            return (int)Math.Round(255 * grey * alpha, MidpointRounding.AwayFromZero);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_InColour_GivesEachSampleFadedByItsAlpha(int color, int depth, bool isInterlaced)
    {
        foreach ((int width, int height) in new[] { (1, 1), (5, 9), (28, 28) })
        {
            PngImage image = PngDecoder.Decode(PngBytes.Image(width, height, depth, color, isInterlaced, Sample), channels: 3);

            Assert.Equal(3 * width * height, image.Pixels.Length);
            for (int i = 0; i < image.Pixels.Length; i++)
                Assert.Equal(Expected(i / 3 % width, i / 3 / width, i % 3), (int)image.Pixels[i]);
        }

        int Sample(int x, int y, int channel) => (x * 7919 + y * 104729 + channel * 31337) % (1 << depth);

        int Expected(int x, int y, int channel)
        {
            double maximum = (1 << depth) - 1;
            double alpha = color switch { 4 => Sample(x, y, 1) / maximum, 6 => Sample(x, y, 3) / maximum, _ => 1 };
            return (int)Math.Round(255 * Sample(x, y, color is 2 or 6 ? channel : 0) / maximum * alpha, MidpointRounding.AwayFromZero);
        }
    }

    [Fact]
    public void Decode_PaletteAndTransparencyInColour_FadeToTheBackground()
    {
        byte[] palette = PngBytes.Chunk("PLTE", 200, 100, 0, 10, 20, 30);
        byte[] file = PngBytes.Image(2, 1, 8, 3, false, (x, _, _) => x, palette, PngBytes.Chunk("tRNS", 51));
        byte[] rgb = PngBytes.Image(2, 1, 8, 2, false, (x, _, c) => x == 0 && c == 2 ? 0 : 255, PngBytes.Chunk("tRNS", 0, 255, 0, 255, 0, 255));

        Assert.Equal([40, 20, 0, 10, 20, 30], PngDecoder.Decode(file, channels: 3).Pixels);
        Assert.Equal([244, 224, 204, 10, 20, 30], PngDecoder.Decode(file, background: 255, channels: 3).Pixels);
        Assert.Equal([255, 255, 0, 0, 0, 0], PngDecoder.Decode(rgb, channels: 3).Pixels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Decode_Palette_LooksColorsUpAndFadesTransparentOnes(int depth)
    {
        byte[] palette = PngBytes.Chunk("PLTE", 255, 255, 255, 255, 0, 0);
        byte[] alphas = PngBytes.Chunk("tRNS", 51);

        PngImage image = PngDecoder.Decode(PngBytes.Image(3, 1, depth, 3, false, (x, _, _) => x % 2, palette, alphas));

        Assert.Equal([51, 76, 51], image.Pixels);
    }

    [Fact]
    public void Decode_TransparentColor_IsBackground()
    {
        PngImage grey = PngDecoder.Decode(PngBytes.Image(3, 1, 8, 0, false, (x, _, _) => 100 + x, PngBytes.Chunk("tRNS", 0, 101)));
        PngImage rgb = PngDecoder.Decode(
            PngBytes.Image(2, 1, 8, 2, false, (x, _, c) => x == 0 && c == 2 ? 0 : 255, PngBytes.Chunk("tRNS", 0, 255, 0, 255, 0, 255)));

        Assert.Equal([100, 0, 102], grey.Pixels);
        Assert.Equal([226, 0], rgb.Pixels);
    }

    // The red dot that encyclopedias show in explanations of data URLs: written by another program.
    [Fact]
    public void Decode_FileOfAnotherProgram_ReadsIt()
    {
        byte[] file = Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==");

        PngImage image = PngDecoder.Decode(file);

        Assert.Equal((5, 5), (image.Width, image.Height));
        Assert.Equal(76, image.Pixels[12]);
    }

    [Fact]
    public void Decode_UnknownAncillaryChunkAndSeveralData_AreRead()
    {
        byte[] data = PngBytes.Zip([0, 7, 9]);
        byte[] file = PngBytes.File(
            PngBytes.Header(2, 1, 8, 0, false), PngBytes.Chunk("teXt", 1, 2, 3),
            PngBytes.Chunk("IDAT", data[..3]), PngBytes.Chunk("IDAT"), PngBytes.Chunk("IDAT", data[3..]), PngBytes.Chunk("IEND"));

        Assert.Equal([7, 9], PngDecoder.Decode(file).Pixels);
    }

    public static TheoryData<string, byte[]> Broken
    {
        get
        {
            byte[] whole = PngBytes.Grey(2, 1, 7, 9);
            byte[] damaged = [.. whole];
            damaged[^20] ^= 1;
            byte[] header = PngBytes.Header(2, 1, 8, 0, false);
            byte[] end = PngBytes.Chunk("IEND");
            return new TheoryData<string, byte[]>
            {
                { "it does not begin as PNG files do", [] },
                { "it does not begin as PNG files do", [.. "GIF89a"u8] },
                { "it is cut off", PngBytes.Signature },
                { "it is cut off", whole[..^1] },
                { "it is damaged: a checksum does not match", damaged },
                { "it does not have its header at the beginning, once", PngBytes.File(end) },
                { "it does not have its header at the beginning, once", PngBytes.File(header, header, end) },
                { "its header has 1 bytes instead of 13", PngBytes.File(PngBytes.Chunk("IHDR", 1), end) },
                { "it is 0×1; width and height must be from 1 to 4096", PngBytes.File(PngBytes.Header(0, 1, 8, 0, false), end) },
                { "it is 2×5000; width and height must be from 1 to 4096", PngBytes.File(PngBytes.Header(2, 5000, 8, 0, false), end) },
                { "its header has colour type 2 with 4 bits, which PNG does not have", PngBytes.File(PngBytes.Header(2, 1, 4, 2, false), end) },
                { "it has less image data than its header announces", PngBytes.File(header, end) },
                { "it has less image data than its header announces", Image(header, 0, 7) },
                { "it has more image data than its header announces", Image(header, 0, 7, 9, 1) },
                { "it has a row with filter 5, which PNG does not have", Image(header, 5, 7, 9) },
                { "it is damaged: its image data do not unpack", PngBytes.File(header, PngBytes.Chunk("IDAT", 1, 2, 3, 4), end) },
                { "it needs an extension of PNG that is not known", PngBytes.File(header, PngBytes.Chunk("ABCD"), end) },
                { "it has no palette, and its pixels are numbers of one", Image(PngBytes.Header(2, 1, 8, 3, false), 0, 0, 0) },
                {
                    "it has a pixel of colour 1, and its palette has 1 colours",
                    PngBytes.Image(2, 1, 8, 3, false, (x, _, _) => x, PngBytes.Chunk("PLTE", 1, 2, 3))
                },
                {
                    "its palette has 4 bytes; it must have 3 for each of 1 to 256 colours",
                    PngBytes.Image(2, 1, 8, 3, false, (x, _, _) => x, PngBytes.Chunk("PLTE", 1, 2, 3, 4))
                },
                {
                    "its transparent colour has 1 bytes instead of 2",
                    PngBytes.Image(2, 1, 8, 0, false, (x, _, _) => x, PngBytes.Chunk("tRNS", 1))
                },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Decode_Broken_SaysHow(string message, byte[] file) =>
        Assert.Equal(message, Assert.Throws<PngException>(() => PngDecoder.Decode(file)).Message);

    [Fact]
    public void Decode_AnyByteChanged_NeverFailsOtherwise()
    {
        byte[] whole = PngBytes.Image(5, 5, 4, 0, true, (x, y, _) => x + y);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x55;
            Assert.IsType<PngException>(Record.Exception(() => PngDecoder.Decode(changed)));
        }
    }

    private static byte[] Image(byte[] header, params byte[] raw) =>
        PngBytes.File(header, PngBytes.Chunk("IDAT", PngBytes.Zip(raw)), PngBytes.Chunk("IEND"));
}
