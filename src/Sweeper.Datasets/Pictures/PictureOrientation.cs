using SkiaSharp;

namespace Sweeper.Datasets.Pictures;

/// <summary>
/// Turns pictures the way that the camera noted (Exif 2.32, tag 0x0112, whose values are those of Skia's enumeration).
/// </summary>
internal static class PictureOrientation
{
    /// <summary>The picture upright; of 8 bits a sample.</summary>
    public static PictureSamples Apply(PictureSamples picture, SKEncodedOrigin origin)
    {
        (int width, int height) = (picture.Width, picture.Height);
        if (origin == SKEncodedOrigin.TopLeft)
            return picture;
        bool isTransposed = origin >= SKEncodedOrigin.LeftTop;
        (int newWidth, int newHeight) = isTransposed ? (height, width) : (width, height);
        bool isFromRight = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightBottom
            or SKEncodedOrigin.LeftBottom;
        bool isFromBottom = origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightTop
            or SKEncodedOrigin.RightBottom;
        byte[] turned = new byte[picture.Rgba.Length];
        for (int y = 0; y < newHeight; y++)
        {
            for (int x = 0; x < newWidth; x++)
            {
                (int fromX, int fromY) = isTransposed ? (y, x) : (x, y);
                fromX = isFromRight ? width - 1 - fromX : fromX;
                fromY = isFromBottom ? height - 1 - fromY : fromY;
                picture.Rgba.AsSpan(4 * ((fromY * width) + fromX), 4).CopyTo(turned.AsSpan(4 * ((y * newWidth) + x)));
            }
        }

        return new PictureSamples(newWidth, newHeight, turned, isDeep: false);
    }
}
