using SkiaSharp;
using Sweeper.Datasets.Pictures;

namespace Sweeper.Datasets.Tests.Pictures;

public sealed class PictureDecoderTests
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
            DecodedImage image = Decode(PngBytes.Image(width, height, depth, color, isInterlaced, Sample));

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
                Decode(PngBytes.Image(9, 7, depth, 6, false, Sample), channels: 3).Pixels, Decode(said, channels: 3).Pixels);
        }

        static int Sample(int x, int y, int channel) => ((x * 31) + (y * 17) + (channel * 40)) % 256;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_InColour_GivesEachSampleFadedByItsAlpha(int color, int depth, bool isInterlaced)
    {
        foreach ((int width, int height) in new[] { (1, 1), (5, 9), (28, 28) })
        {
            DecodedImage image = Decode(PngBytes.Image(width, height, depth, color, isInterlaced, Sample), channels: 3);

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

        Assert.Equal([40, 20, 0, 10, 20, 30], Decode(file, channels: 3).Pixels);
        Assert.Equal([244, 224, 204, 10, 20, 30], Decode(file, background: 255, channels: 3).Pixels);
        Assert.Equal([255, 255, 0, 0, 0, 0], Decode(rgb, channels: 3).Pixels);
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

        DecodedImage image = Decode(PngBytes.Image(3, 1, depth, 3, false, (x, _, _) => x % 2, palette, alphas));

        Assert.Equal([51, 76, 51], image.Pixels);
    }

    [Fact]
    public void Decode_TransparentColor_IsBackground()
    {
        DecodedImage grey = Decode(PngBytes.Image(3, 1, 8, 0, false, (x, _, _) => 100 + x, PngBytes.Chunk("tRNS", 0, 101)));
        DecodedImage rgb = Decode(
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

        DecodedImage image = Decode(file);

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

        Assert.Equal([7, 9], Decode(file).Pixels);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, 6)]
    [InlineData(SKEncodedImageFormat.Webp, 0)]
    [InlineData(SKEncodedImageFormat.Png, 0)]
    public void Decode_OtherFormats_GiveWhatWasEncoded(SKEncodedImageFormat format, int tolerance)
    {
        DecodedImage image = Decode(Encoded(format), channels: 3);

        Assert.Equal((3, 2), (image.Width, image.Height));
        Assert.All(
            Enumerable.Range(0, 18), i => Assert.InRange(image.Pixels[i] - Colors[i / 3 / 3][i % 3], -tolerance, tolerance));
    }

    // Of two rows of three pixels, the lower one first; each row is filled up to a multiple of four bytes.
    [Fact]
    public void Decode_Bmp_IsRead()
    {
        byte[] rows = [.. Colors.Reverse().SelectMany(
            c => (byte[])[.. Enumerable.Repeat((byte[])[c[2], c[1], c[0]], 3).SelectMany(p => p), 0, 0, 0])];
        byte[] file =
        [
            .. "BM"u8, (byte)(54 + rows.Length), 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0,
            40, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0, .. new byte[24], .. rows,
        ];

        Assert.Equal(Colors.SelectMany(c => Enumerable.Repeat(c, 3)).SelectMany(p => p), Decode(file, channels: 3).Pixels);
    }

    [Fact]
    public void Decode_AnimatedGif_GivesItsFirstPicture()
    {
        byte[] palette = [10, 20, 30, 200, 100, 50, 0, 0, 0, 0, 0, 0];
        byte[] first = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 0x01, 0], second = [.. first];
        second[12] = 0x44;
        byte[] file = [.. "GIF89a"u8, 1, 0, 1, 0, 0x91, 0, 0, .. palette, .. first, .. second, 0x3B];

        Assert.Equal([200, 100, 50], Decode(file, channels: 3).Pixels);
        Assert.Equal([10, 20, 30], Decode([.. file[..25], .. second, .. first, 0x3B], channels: 3).Pixels);
    }

    // Red is in the upper row of the file; where it is on the upright picture follows from what the values mean.
    [Theory]
    [InlineData(1, 3, 2, 0, 0)]
    [InlineData(2, 3, 2, 0, 0)]
    [InlineData(3, 3, 2, 0, 1)]
    [InlineData(4, 3, 2, 0, 1)]
    [InlineData(5, 2, 3, 0, 0)]
    [InlineData(6, 2, 3, 1, 0)]
    [InlineData(7, 2, 3, 1, 0)]
    [InlineData(8, 2, 3, 0, 0)]
    public void Decode_TurnedCamera_GivesThePictureUpright(int orientation, int width, int height, int redX, int redY)
    {
        byte[] jpeg = Encoded(SKEncodedImageFormat.Jpeg);
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0,
            (byte)orientation, 0, 0, 0, 0, 0, 0];

        DecodedImage image = Decode([.. jpeg[..2], .. exif, .. jpeg[2..]], channels: 3);

        Assert.Equal((width, height), (image.Width, image.Height));
        for (int i = 0; i < 6; i++)
        {
            bool isRed = width > height ? i / width == redY : i % width == redX;
            Assert.InRange(image.Pixels[3 * i] - Colors[isRed ? 0 : 1][0], -6, 6);
        }
    }

    [Fact]
    public void Apply_EachOrientation_MovesTheCornersWhereTheyBelong()
    {
        // Two rows of three pixels, numbered.
        var picture = new PictureSamples(
            3, 2, [.. Enumerable.Range(0, 6).SelectMany(i => Enumerable.Repeat((byte)i, 4))], isDeep: false);
        string[] expected = ["012345", "210543", "543210", "345012", "031425", "304152", "524130", "251403"];

        Assert.Equal(expected, Enumerable.Range(1, 8).Select(origin => string.Concat(
            PictureOrientation.Apply(picture, (SKEncodedOrigin)origin).Rgba.Where((_, i) => i % 4 == 0))));
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
            const string NoPicture =
                "it does not begin as PNG, JPEG, WebP, GIF, BMP, ICO or WBMP files do", NoHeader =
                    "it is damaged: it begins as PNG files do and does not go on so";
            const string CutOff =
                "it is cut off: it has less image data than its header announces", Damaged =
                    "it is damaged: its image data do not unpack";
            const string Limits = "width and height must be from 1 to 16384, and at most 33554432 pixels together";
            byte[] jpeg = Encoded(SKEncodedImageFormat.Jpeg), webp = Encoded(SKEncodedImageFormat.Webp);
            return new TheoryData<string, byte[]>
            {
                { NoPicture, [] },
                { NoPicture, [.. "body mass"u8] },
                { NoPicture, [.. "BMI,age,height,label"u8] },
                { NoPicture, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40] },
                { NoHeader, PngBytes.Signature },
                { NoHeader, whole[..40] },
                { NoHeader, PngBytes.File(end) },
                { NoHeader, PngBytes.File(PngBytes.Chunk("IHDR", 1), end) },
                { NoHeader, PngBytes.File(PngBytes.Header(0, 1, 8, 0, false), end) },
                { NoHeader, PngBytes.File(PngBytes.Header(2, 1, 4, 2, false), end) },
                { NoHeader, PngBytes.File(header, PngBytes.Chunk("ABCD"), end) },
                { CutOff, PngBytes.Grey(20, 20, [.. Enumerable.Range(0, 400).Select(i => (byte)(i * i))])[..90] },
                { CutOff, Image(header, 0, 7) },
                { CutOff, jpeg[..^20] },
                { Damaged, webp[..^8] },
                { Damaged, damaged },
                { Damaged, Image(header, 5, 7, 9) },
                { Damaged, Image(PngBytes.Header(2, 1, 8, 3, false), 0, 0, 0) },
                { $"it is 2×17000; {Limits}", Image(PngBytes.Header(2, 17_000, 8, 0, false), 0) },
                { $"it is 10000×10000; {Limits}", Image(PngBytes.Header(10_000, 10_000, 1, 0, false), 0) },
                { $"it is 16000×16000; {Limits}",
                    [.. "GIF89a"u8, 0x80, 0x3E, 0x80, 0x3E, 0x91, 0, 0, .. new byte[12], 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2,
                        0x4C, 1, 0, 0x3B] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Decode_Broken_SaysHow(string message, byte[] file) =>
        Assert.Equal(message, Assert.Throws<PictureException>(() => Decode(file)).Message);

    [Fact]
    public void Decode_AnyByteChangedOrAnyEnd_NeverFailsOtherwise()
    {
        byte[][] files = [PngBytes.Image(5, 5, 4, 0, true, Sum), PngBytes.Image(5, 5, 16, 2, true, Sum),
            Encoded(SKEncodedImageFormat.Jpeg), Encoded(SKEncodedImageFormat.Webp)];
        foreach (byte[] whole in files)
        {
            for (int i = 0; i < whole.Length; i++)
            {
                byte[] changed = [.. whole];
                changed[i] ^= 0x55;
                Assert.True(Record.Exception(() => Decode(changed)) is null or PictureException);
                Assert.True(Record.Exception(() => Decode(whole[..i])) is null or PictureException);
            }
        }

        static int Sum(int x, int y, int channel) => x + y + channel;
    }

    private static readonly byte[][] Colors = [[200, 40, 60], [20, 90, 180]];

    // Three pixels of one colour above three of another.
    private static byte[] Encoded(SKEncodedImageFormat format)
    {
        using SKBitmap bitmap = new(3, 2, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int i = 0; i < 6; i++)
            bitmap.SetPixel(i % 3, i / 3, new SKColor(Colors[i / 3][0], Colors[i / 3][1], Colors[i / 3][2]));
        using SKPixmap pixels = bitmap.PeekPixels();
        using SKData? data = format switch
        {
            SKEncodedImageFormat.Jpeg =>
                pixels.Encode(
                    new SKJpegEncoderOptions(100, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore)),
            SKEncodedImageFormat.Webp => pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 100)),
            _ => pixels.Encode(new SKPngEncoderOptions()),
        };
        return data!.ToArray();
    }

    private sealed record DecodedImage(int Width, int Height, byte[] Pixels);

    private static DecodedImage Decode(byte[] file, byte background = 0, int channels = 1)
    {
        PictureSamples samples = PictureDecoder.Decode(file);
        return new DecodedImage(samples.Width, samples.Height, samples.Flatten(channels, background));
    }

    private static byte[] Image(byte[] header, params byte[] raw) =>
        PngBytes.File(header, PngBytes.Chunk("IDAT", PngBytes.Zip(raw)), PngBytes.Chunk("IEND"));
}
