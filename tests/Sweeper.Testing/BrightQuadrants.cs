using Sweeper.Neural.Images;

namespace Sweeper.Testing;

/// <summary>Images of 4×4 noisy pixels of which one quadrant is bright: its number is the class.</summary>
public static class BrightQuadrants
{
    public const int Classes = 4;

    public const int PixelCount = 16;

    public static LabelledImages Create(int count, int seed)
    {
        var random = new Random(seed);
        byte[] pixels = new byte[count * PixelCount], labels = new byte[count];
        for (int image = 0; image < count; image++)
        {
            labels[image] = (byte)random.Next(Classes);
            for (int y = 0; y < 4; y++)
            {
                for (int x = 0; x < 4; x++)
                {
                    bool bright = (2 * (y / 2)) + (x / 2) == labels[image];
                    pixels[(image * PixelCount) + (4 * y) + x] = (byte)(bright ? random.Next(140, 256) : random.Next(0, 120));
                }
            }
        }

        return new LabelledImages(4, 4, pixels, labels);
    }
}
