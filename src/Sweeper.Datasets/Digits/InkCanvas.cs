using Sweeper.Neural.Randomness;

namespace Sweeper.Datasets.Digits;

/// <summary>The paper a digit is drawn on: 28×28 amounts of ink from 0 to 1. Reused from image to image by one thread.</summary>
internal sealed class InkCanvas
{
    public const int Size = 28;

    // Fainter ink than this is left out: MNIST's background is exactly 0 too.
    private const double FaintestInk = 0.06;

    private readonly double[] _ink = new double[Size * Size];
    private readonly double[] _sharp = new double[Size * Size];

    public void Clear() => Array.Clear(_ink);

    /// <summary>
    /// Draws a straight line with round ends, <paramref name="radius"/> pixels to either side and <paramref name="pressure"/> (0
    /// … 1) ink in its middle; edges fade over one pixel. Where lines overlap, the darker one shows.
    /// </summary>
    public void DrawLine(PenPoint from, PenPoint to, double radius, double pressure)
    {
        double reach = radius + 0.5;
        int left = Math.Max((int)Math.Floor(Math.Min(from.X, to.X) - reach), 0);
        int right = Math.Min((int)Math.Ceiling(Math.Max(from.X, to.X) + reach), Size - 1);
        int top = Math.Max((int)Math.Floor(Math.Min(from.Y, to.Y) - reach), 0);
        int bottom = Math.Min((int)Math.Ceiling(Math.Max(from.Y, to.Y) + reach), Size - 1);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                double cover = Math.Min(reach - Distance(new PenPoint(x + 0.5, y + 0.5), from, to), 1) * pressure;
                ref double ink = ref _ink[y * Size + x];
                ink = Math.Max(ink, cover);
            }
        }
    }

    /// <summary>Puts a dot of ink on one pixel.</summary>
    public void Speckle(int x, int y, double ink) => _ink[y * Size + x] = Math.Max(_ink[y * Size + x], ink);

    /// <summary>
    /// Lets the ink run: each pixel takes the share <paramref name="blur"/> of its ink from its four neighbours.
    /// </summary>
    public void Blur(double blur)
    {
        _ink.CopyTo(_sharp, 0);
        for (int y = 1; y < Size - 1; y++)
        {
            for (int i = y * Size + 1; i < y * Size + Size - 1; i++)
            {
                double around = _sharp[i - 1] + _sharp[i + 1] + _sharp[i - Size] + _sharp[i + Size];
                _ink[i] = (1 - blur) * _sharp[i] + blur * 0.25 * around;
            }
        }
    }

    /// <summary>
    /// Writes the image [28, 28]: 0 paper … 255 ink, each inked pixel weakened at random by up to <paramref name="grain"/>.
    /// </summary>
    public void CopyTo(Span<byte> pixels, double grain, RandomSource random)
    {
        for (int i = 0; i < _ink.Length; i++)
        {
            double ink = _ink[i] < FaintestInk ? 0 : _ink[i] * (1 - grain * random.NextDouble());
            pixels[i] = (byte)(255 * ink + 0.5);
        }
    }

    private static double Distance(PenPoint point, PenPoint from, PenPoint to)
    {
        PenPoint line = to - from;
        PenPoint offset = point - from;
        double squaredLength = line.X * line.X + line.Y * line.Y;
        double along = squaredLength == 0 ? 0 : Math.Clamp((offset.X * line.X + offset.Y * line.Y) / squaredLength, 0, 1);
        PenPoint gap = offset - along * line;
        return Math.Sqrt(gap.X * gap.X + gap.Y * gap.Y);
    }
}
