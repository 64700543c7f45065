using System.IO.Compression;

namespace Sweeper.Neural.Datasets.Png;

/// <summary>
/// Decodes PNG files (W3C, Portable Network Graphics Specification, third edition) to grey: every colour type, bit depth and interlace
/// method. Gamma and colour profiles are not applied.
/// </summary>
internal static class PngDecoder
{
    // Adam7: where each pass begins, and how far apart its pixels are.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static readonly (int X, int Y, int StepX, int StepY)[] OnePass = [(0, 0, 1, 1)];

    /// <param name="file">The whole file.</param>
    /// <param name="background">The grey that shows through where the image is transparent.</param>
    /// <exception cref="PngException">The file is no PNG that can be read.</exception>
    public static GreyImage Decode(ReadOnlySpan<byte> file, byte background = 0)
    {
        PngChunks chunks = PngChunks.Read(file);
        PngHeader header = chunks.Header;
        var pixels = new PngPixels(chunks, background);
        byte[] grey = new byte[header.Width * header.Height];
        chunks.Data.Position = 0;
        try
        {
            using ZLibStream data = new(chunks.Data, CompressionMode.Decompress);
            foreach ((int X, int Y, int StepX, int StepY) pass in header.IsInterlaced ? Passes : OnePass)
                ReadPass(data, header, pass, pixels, grey);
            // Reading past the end also makes zlib compare its checksum.
            if (data.ReadByte() >= 0)
                throw new PngException("it has more image data than its header announces");
        }
        catch (InvalidDataException e)
        {
            throw new PngException("it is damaged: its image data do not unpack", e);
        }

        return new GreyImage(header.Width, header.Height, grey);
    }

    private static void ReadPass(
        Stream data, PngHeader header, (int X, int Y, int StepX, int StepY) pass, PngPixels pixels, byte[] grey)
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
                grey[y * header.Width + pass.X + x * pass.StepX] = pixels.Grey(row, x);
            (row, above) = (above, row);
        }
    }
}
