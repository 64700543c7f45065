using SkiaSharp;
using Sweeper.Datasets.Pictures;

namespace Sweeper.Datasets.Tests.Pictures;

public sealed class PictureDecoderTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, 6)]
    [InlineData(SKEncodedImageFormat.Webp, 0)]
    [InlineData(SKEncodedImageFormat.Png, 0)]
    public void Decode_OtherFormats_GiveWhatWasEncoded(SKEncodedImageFormat format, int tolerance)
    {
        DecodedImage image = DecodedImage.Of(TwoColors.Encode(format), channels: 3);

        Assert.Equal((3, 2), (image.Width, image.Height));
        Assert.All(
            Enumerable.Range(0, 18),
            i => Assert.InRange(image.Pixels[i] - TwoColors.Rows[i / 3 / 3][i % 3], -tolerance, tolerance));
    }

    // Of two rows of three pixels, the lower one first; each row is filled up to a multiple of four bytes.
    [Fact]
    public void Decode_Bmp_IsRead()
    {
        byte[] rows = [.. TwoColors.Rows.Reverse().SelectMany(
            c => (byte[])[.. Enumerable.Repeat((byte[])[c[2], c[1], c[0]], 3).SelectMany(p => p), 0, 0, 0])];
        byte[] file =
        [
            .. "BM"u8, (byte)(54 + rows.Length), 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0,
            40, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0, .. new byte[24], .. rows,
        ];

        Assert.Equal(
            TwoColors.Rows.SelectMany(c => Enumerable.Repeat(c, 3)).SelectMany(p => p),
            DecodedImage.Of(file, channels: 3).Pixels);
    }

    [Fact]
    public void Decode_AnimatedGif_GivesItsFirstPicture()
    {
        byte[] palette = [10, 20, 30, 200, 100, 50, 0, 0, 0, 0, 0, 0];
        byte[] first = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 0x01, 0], second = [.. first];
        second[12] = 0x44;
        byte[] file = [.. "GIF89a"u8, 1, 0, 1, 0, 0x91, 0, 0, .. palette, .. first, .. second, 0x3B];

        Assert.Equal([200, 100, 50], DecodedImage.Of(file, channels: 3).Pixels);
        Assert.Equal([10, 20, 30], DecodedImage.Of([.. file[..25], .. second, .. first, 0x3B], channels: 3).Pixels);
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
            const string NoPicture = "it does not begin as PNG, JPEG, WebP, GIF, BMP, ICO or WBMP files do";
            const string NoHeader = "it is damaged: it begins as PNG files do and does not go on so";
            const string CutOff = "it is cut off: it has less image data than its header announces";
            const string Damaged = "it is damaged: its image data do not unpack";
            const string Limits = "width and height must be from 1 to 16384, and at most 33554432 pixels together";
            byte[] jpeg = TwoColors.Encode(SKEncodedImageFormat.Jpeg), webp = TwoColors.Encode(SKEncodedImageFormat.Webp);
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
        Assert.Equal(message, Assert.Throws<PictureException>(() => DecodedImage.Of(file)).Message);

    [Fact]
    public void Decode_AnyByteChangedOrAnyEnd_NeverFailsOtherwise()
    {
        byte[][] files = [PngBytes.Image(5, 5, 4, 0, true, Sum), PngBytes.Image(5, 5, 16, 2, true, Sum),
            TwoColors.Encode(SKEncodedImageFormat.Jpeg), TwoColors.Encode(SKEncodedImageFormat.Webp)];
        foreach (byte[] whole in files)
        {
            for (int i = 0; i < whole.Length; i++)
            {
                byte[] changed = [.. whole];
                changed[i] ^= 0x55;
                Assert.True(Record.Exception(() => DecodedImage.Of(changed)) is null or PictureException);
                Assert.True(Record.Exception(() => DecodedImage.Of(whole[..i])) is null or PictureException);
            }
        }

        static int Sum(int x, int y, int channel) => x + y + channel;
    }

    private static byte[] Image(byte[] header, params byte[] raw) =>
        PngBytes.File(header, PngBytes.Chunk("IDAT", PngBytes.Zip(raw)), PngBytes.Chunk("IEND"));
}
