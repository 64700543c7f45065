using System.IO.Compression;

namespace Sweeper.Datasets.Png;

/// <summary>
/// Decodes PNG files (W3C, Portable Network Graphics Specification, third edition) to grey or colour: every colour type, bit depth and
/// interlace method. Gamma and colour profiles are not applied.
/// </summary>
internal static class PngDecoder
{
    // Adam7: where each pass begins, and how far apart its pixels are.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static readonly (int X, int Y, int StepX, int StepY)[] OnePass = [(0, 0, 1, 1)];

    /// <param name="file">The whole file.</param>
    /// <param name="background">The grey that shows through where the image is transparent.</param>
    /// <param name="channels">1 for grey, 3 for colour.</param>
    /// <exception cref="PngException">The file is no PNG that can be read.</exception>
    public static PngImage Decode(ReadOnlySpan<byte> file, byte background = 0, int channels = 1)
    {
        PngChunks chunks = PngChunks.Read(file);
        PngHeader header = chunks.Header;
        var pixels = new PngPixels(chunks, background, channels);
        byte[] decoded = new byte[header.Width * header.Height * channels];
        chunks.Data.Position = 0;
        try
        {
            using ZLibStream data = new(chunks.Data, CompressionMode.Decompress);
            foreach ((int X, int Y, int StepX, int StepY) pass in header.IsInterlaced ? Passes : OnePass)
                ReadPass(data, header, pass, pixels, decoded);
            // Reading past the end also makes zlib compare its checksum.
            if (data.ReadByte() >= 0)
                throw new PngException("it has more image data than its header announces");
        }
        catch (InvalidDataException e)
        {
            throw new PngException("it is damaged: its image data do not unpack", e);
        }

        return new PngImage(header.Width, header.Height, decoded);
    }

    private static void ReadPass(
        Stream data, PngHeader header, (int X, int Y, int StepX, int StepY) pass, PngPixels pixels, byte[] decoded)
    {
        int width = (header.Width - pass.X + pass.StepX - 1) / pass.StepX;
        if (width <= 0)
            return;
        byte[] row = new byte[header.RowLength(width)];
        byte[] above = new byte[row.Length];
        for (int y = pass.Y; y < header.Height; y += pass.StepY)
        {
            int filter = data.ReadByte();
            if (filter < 0 || data.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
                throw new PngException("it has less image data than its header announces");
            PngFilter.Undo(filter, row, above, header.FilterDistance);
            for (int x = 0; x < width; x++)
                pixels.Write(row, x, decoded.AsSpan((y * header.Width + pass.X + x * pass.StepX) * pixels.Channels));
            (row, above) = (above, row);
        }
    }
}
