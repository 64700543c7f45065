using SkiaSharp;

namespace Sweeper.Datasets.Pictures;

/// <summary>
/// Decodes picture files with Skia. Of animations the first picture is read; the orientation that cameras note is applied; gamma
/// and colour profiles are not.
/// </summary>
internal static class PictureDecoder
{
    /// <summary>The largest file read: 64 MiB.</summary>
    public const long MaxFileBytes = 64L << 20;

    /// <summary>The largest width and height read.</summary>
    public const int MaxSide = 16_384;

    /// <summary>The most pixels read, which take four bytes each while they are decoded.</summary>
    public const int MaxPixels = 1 << 25;

    /// <exception cref="DatasetException">
    /// The file is too large or no picture that can be read; the message names it.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PictureSamples Read(string path)
    {
        long length = new FileInfo(path).Length;
        if (length > MaxFileBytes)
            throw new DatasetException($"{path} is too large: it has {length} bytes; at most {MaxFileBytes} are read.");
        try
        {
            return Decode(File.ReadAllBytes(path));
        }
        catch (PictureException e)
        {
            throw new DatasetException($"{path} cannot be used: {e.Message}.", e);
        }
    }

    /// <exception cref="PictureException">The file is no picture that can be read.</exception>
    public static PictureSamples Decode(byte[] file)
    {
        // Skia would try more kinds than these, and takes some files of other kinds for pictures.
        string format = PictureFormats.NameOf(file, file.Length) ?? throw new PictureException(
            $"it does not begin as {PictureFormats.All} files do");
        using var data = SKData.CreateCopy(file);
        using SKCodec codec = SKCodec.Create(data) ?? throw new PictureException(
            $"it is damaged: it begins as {format} files do and does not go on so");
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        if (width is < 1 or > MaxSide || height is < 1 or > MaxSide || (long)width * height > MaxPixels)
            throw new PictureException(
                $"it is {width}×{height}; width and height must be from 1 to {MaxSide}, "
                + $"and at most {MaxPixels} pixels together");

        byte[] rgba = Pixels(
            codec, new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, colorspace: null));
        if (format == "PNG" && DeepPng.IsDeep(file))
            return new PictureSamples(width, height, DeepPng.Read(file, width, height), isDeep: true);
        return PictureOrientation.Apply(new PictureSamples(width, height, rgba, isDeep: false), codec.EncodedOrigin);
    }

    private static unsafe byte[] Pixels(SKCodec codec, SKImageInfo info)
    {
        byte[] rgba = new byte[info.BytesSize64];
        SKCodecResult result;
        fixed (byte* pixels = rgba)
            result = codec.GetPixels(info, (nint)pixels);
        return result switch
        {
            SKCodecResult.Success => rgba,
            SKCodecResult.IncompleteInput =>
                throw new PictureException("it is cut off: it has less image data than its header announces"),
            _ => throw new PictureException("it is damaged: its image data do not unpack"),
        };
    }
}

/// <summary>A file is no picture that can be read; the message completes "… cannot be used: ".</summary>
internal sealed class PictureException(string message, Exception? inner = null) : Exception(message, inner);
