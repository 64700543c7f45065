using Sweeper.Neural.Randomness;

namespace Sweeper.Datasets.Augmentation;

/// <summary>Moves and bends images at random, all channels of a pixel together. For one thread.</summary>
internal sealed class ImageWarp
{
    private readonly AugmentationDefinition _definition;
    private readonly int _width;
    private readonly int _height;
    private readonly int _channels;
    private readonly byte[] _plane;
    private readonly byte[] _movedPlane;
    private readonly DisplacementField? _across;
    private readonly DisplacementField? _down;

    /// <param name="definition">How far.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">Numbers per pixel.</param>
    public ImageWarp(AugmentationDefinition definition, int width, int height, int channels = 1)
    {
        (_definition, _width, _height, _channels) = (definition, width, height, channels);
        int planePixels = channels > 1 ? width * height : 0;
        (_plane, _movedPlane) = (new byte[planePixels], new byte[planePixels]);
        if (definition.Elastic > 0)
            (_across, _down) = (new DisplacementField(width, height), new DisplacementField(width, height));
    }

    // source [height, width, channels] → destination [height, width, channels]; they may not overlap
    /// <summary>
    /// Draws a movement and resamples the image, bilinearly; what comes from outside of it is 0. The same random numbers give
    /// the same pixels.
    /// </summary>
    public void Apply(ReadOnlySpan<byte> source, Span<byte> destination, RandomSource random)
    {
        float shiftX = (float)Uniform(random, _definition.Shift), shiftY = (float)Uniform(random, _definition.Shift);
        (double sin, double cos) = Math.SinCos(Uniform(random, _definition.Rotate) * Math.PI / 180);
        double scale = 1 + Uniform(random, _definition.Scale), shear = Uniform(random, _definition.Shear);
        _across?.Draw(random, _definition.Elastic);
        _down?.Draw(random, _definition.Elastic);
        bool isFlipped = _definition.Flip > 0 && random.NextDouble() < _definition.Flip;

        // Where a pixel comes from: rotation · shear · scale of its place about the centre.
        float xx = (float)(scale * cos), xy = (float)(scale * ((cos * shear) - sin));
        float yx = (float)(scale * sin), yy = (float)(scale * ((sin * shear) + cos));
        if (isFlipped)
            (xx, xy) = (-xx, -xy);
        var movement = new Movement(xx, xy, yx, yy, shiftX, shiftY);
        if (_channels == 1)
        {
            Resample(source, destination, movement);
            return;
        }

        for (int channel = 0; channel < _channels; channel++)
        {
            for (int i = 0; i < _plane.Length; i++)
                _plane[i] = source[(i * _channels) + channel];
            Resample(_plane, _movedPlane, movement);
            for (int i = 0; i < _plane.Length; i++)
                destination[(i * _channels) + channel] = _movedPlane[i];
        }
    }

    private static double Uniform(RandomSource random, double range) =>
        range == 0 ? 0 : ((2 * random.NextDouble()) - 1) * range;

    // source [height, width] → destination [height, width]
    private void Resample(ReadOnlySpan<byte> source, Span<byte> destination, Movement movement)
    {
        (float xx, float xy, float yx, float yy, float shiftX, float shiftY) = movement;
        float centreX = (_width - 1) / 2f, centreY = (_height - 1) / 2f;
        ReadOnlySpan<float> across = _across is null ? default : _across.Values, down = _down is null ? default : _down.Values;
        for (int y = 0; y < _height; y++)
        {
            float v = y - centreY - shiftY;
            for (int x = 0; x < _width; x++)
            {
                float u = x - centreX - shiftX;
                int i = (y * _width) + x;
                float fromX = (xx * u) + (xy * v) + centreX, fromY = (yx * u) + (yy * v) + centreY;
                if (!across.IsEmpty)
                    (fromX, fromY) = (fromX + across[i], fromY + down[i]);
                destination[i] = Sample(source, fromX, fromY);
            }
        }
    }

    private byte Sample(ReadOnlySpan<byte> source, float x, float y)
    {
        if (!(x > -1 && y > -1 && x < _width && y < _height))
            return 0;

        // Rounds down, because x + 1 is not negative.
        int left = (int)(x + 1) - 1, top = (int)(y + 1) - 1;
        int first = (top * _width) + left;
        bool isInside = (uint)left < (uint)(_width - 1) && (uint)top < (uint)(_height - 1);
        int topLeft = isInside ? source[first] : Pixel(source, left, top);
        int topRight = isInside ? source[first + 1] : Pixel(source, left + 1, top);
        int bottomLeft = isInside ? source[first + _width] : Pixel(source, left, top + 1);
        int bottomRight = isInside ? source[first + _width + 1] : Pixel(source, left + 1, top + 1);
        if ((topLeft | topRight | bottomLeft | bottomRight) == 0)
            return 0;

        float right = x - left, bottom = y - top;
        float above = topLeft + (right * (topRight - topLeft)), below = bottomLeft + (right * (bottomRight - bottomLeft));
        return (byte)(above + (bottom * (below - above)) + 0.5f);
    }

    private byte Pixel(ReadOnlySpan<byte> source, int x, int y) =>
        (uint)x < (uint)_width && (uint)y < (uint)_height ? source[(y * _width) + x] : (byte)0;

    /// <summary>Where pixels come from: (X, Y) times their place about the centre, after the shift is taken off.</summary>
    private readonly record struct Movement(float XX, float XY, float YX, float YY, float ShiftX, float ShiftY);
}
