namespace Sweeper.Datasets.Tests.Pictures;

public sealed class PngPictureTests
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
            DecodedImage image = DecodedImage.Of(PngBytes.Image(width, height, depth, color, isInterlaced, Sample));

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
    [InlineData("gAMA", 0, 1, 0x86, 0xA0)]
    [InlineData("sRGB", 0)]
    public void Decode_GammaOrColourSpaceSaid_ChangesNothing(string chunk, params int[] content)
    {
        foreach (int depth in new[] { 8, 16 })
        {
            byte[] said = PngBytes.Image(
                9, 7, depth, 6, false, Sample, PngBytes.Chunk(chunk, [.. content.Select(b => (byte)b)]));

            Assert.Equal(
                DecodedImage.Of(PngBytes.Image(9, 7, depth, 6, false, Sample), channels: 3).Pixels,
                DecodedImage.Of(said, channels: 3).Pixels);
        }

        static int Sample(int x, int y, int channel) => ((x * 31) + (y * 17) + (channel * 40)) % 256;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_InColour_GivesEachSampleFadedByItsAlpha(int color, int depth, bool isInterlaced)
    {
        foreach ((int width, int height) in new[] { (1, 1), (5, 9), (28, 28) })
        {
            DecodedImage image = DecodedImage.Of(PngBytes.Image(width, height, depth, color, isInterlaced, Sample), channels: 3);

            Assert.Equal(3 * width * height, image.Pixels.Length);
            for (int i = 0; i < image.Pixels.Length; i++)
                Assert.Equal(Expected(i / 3 % width, i / 3 / width, i % 3), (int)image.Pixels[i]);
        }

        int Sample(int x, int y, int channel) => (x * 7919 + y * 104729 + channel * 31337) % (1 << depth);

        int Expected(int x, int y, int channel)
        {
            double maximum = (1 << depth) - 1;
            double alpha = color switch { 4 => Sample(x, y, 1) / maximum, 6 => Sample(x, y, 3) / maximum, _ => 1 };
            return (int)Math.Round(
                255 * Sample(x, y, color is 2 or 6 ? channel : 0) / maximum * alpha, MidpointRounding.AwayFromZero);
        }
    }

    [Fact]
    public void Decode_PaletteAndTransparencyInColour_FadeToTheBackground()
    {
        byte[] palette = PngBytes.Chunk("PLTE", 200, 100, 0, 10, 20, 30);
        byte[] file = PngBytes.Image(2, 1, 8, 3, false, (x, _, _) => x, palette, PngBytes.Chunk("tRNS", 51));
        byte[] rgb = PngBytes.Image(
            2, 1, 8, 2, false, (x, _, c) => x == 0 && c == 2 ? 0 : 255, PngBytes.Chunk("tRNS", 0, 255, 0, 255, 0, 255));

        Assert.Equal([40, 20, 0, 10, 20, 30], DecodedImage.Of(file, channels: 3).Pixels);
        Assert.Equal([244, 224, 204, 10, 20, 30], DecodedImage.Of(file, background: 255, channels: 3).Pixels);
        Assert.Equal([255, 255, 0, 0, 0, 0], DecodedImage.Of(rgb, channels: 3).Pixels);
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

        DecodedImage image = DecodedImage.Of(PngBytes.Image(3, 1, depth, 3, false, (x, _, _) => x % 2, palette, alphas));

        Assert.Equal([51, 76, 51], image.Pixels);
    }

    [Fact]
    public void Decode_TransparentColor_IsBackground()
    {
        DecodedImage grey = DecodedImage.Of(
            PngBytes.Image(3, 1, 8, 0, false, (x, _, _) => 100 + x, PngBytes.Chunk("tRNS", 0, 101)));
        DecodedImage rgb = DecodedImage.Of(
            PngBytes.Image(2, 1, 8, 2, false, (x, _, c) => x == 0 && c == 2 ? 0 : 255,
                PngBytes.Chunk("tRNS", 0, 255, 0, 255, 0, 255)));

        Assert.Equal([100, 0, 102], grey.Pixels);
        Assert.Equal([226, 0], rgb.Pixels);
    }

    // The red dot that encyclopedias show in explanations of data URLs: written by another program.
    [Fact]
    public void Decode_FileOfAnotherProgram_ReadsIt()
    {
        byte[] file = Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4"
            + "//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==");

        DecodedImage image = DecodedImage.Of(file);

        Assert.Equal((5, 5), (image.Width, image.Height));
        Assert.Equal(76, image.Pixels[12]);
    }

    [Fact]
    public void Decode_UnknownAncillaryChunkAndSeveralData_AreRead()
    {
        byte[] data = PngBytes.Zip([0, 7, 9]);
        byte[] file = PngBytes.File(
            PngBytes.Header(2, 1, 8, 0, false), PngBytes.Chunk("teXt", 1, 2, 3),
            PngBytes.Chunk("IDAT", data[..3]), PngBytes.Chunk("IDAT"), PngBytes.Chunk("IDAT", data[3..]),
            PngBytes.Chunk("IEND"));

        Assert.Equal([7, 9], DecodedImage.Of(file).Pixels);
    }
}
