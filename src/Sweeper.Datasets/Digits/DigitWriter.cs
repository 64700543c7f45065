using System.Collections.Immutable;
using Sweeper.Neural.Randomness;

namespace Sweeper.Datasets.Digits;

/// <summary>Writes single digits. Holds buffers, so each thread needs its own.</summary>
internal sealed class DigitWriter
{
    private const int LinesPerCurve = 8;
    private const double LargestExtent = 24;

    private readonly InkCanvas _canvas = new();
    private readonly List<PenPoint> _points = [];

    /// <summary>
    /// Writes <paramref name="digit"/> (0 … 9) as an image [28, 28] that follows from the state of <paramref name="random"/>.
    /// </summary>
    public void Write(int digit, RandomSource random, Span<byte> pixels)
    {
        DigitShape shape = Choose(DigitShapes.ByDigit[digit], random);
        Handwriting hand = Handwriting.Draw(random);
        Place(shape, hand, random);

        _canvas.Clear();
        foreach (ImmutableArray<int> stroke in shape.Strokes)
            DrawStroke(stroke, hand, random);
        _canvas.Blur(hand.Blur);
        for (int speckles = random.NextInt32(4) - 1; speckles > 0; speckles--)
            _canvas.Speckle(random.NextInt32(InkCanvas.Size), random.NextInt32(InkCanvas.Size), 0.2 + 0.5 * random.NextDouble());
        _canvas.CopyTo(pixels, hand.Grain, random);
    }

    private static DigitShape Choose(ImmutableArray<DigitShape> shapes, RandomSource random)
    {
        double draw = random.NextDouble() * shapes.Sum(shape => shape.Weight);
        int index = 0;
        while (index < shapes.Length - 1 && draw >= shapes[index].Weight)
            draw -= shapes[index++].Weight;
        return shapes[index];
    }

    /// <summary>Wobbles the shape's points, slants and turns them, and centres them on the canvas.</summary>
    private void Place(DigitShape shape, Handwriting hand, RandomSource random)
    {
        double scale = hand.Height / 100;
        (double sin, double cos) = Math.SinCos(hand.Rotation);
        _points.Clear();
        foreach (PenPoint point in shape.Points)
        {
            double y = scale * (point.Y + hand.Wobble * random.NextNormal());
            double x = scale * hand.Aspect * (point.X + hand.Wobble * random.NextNormal()) - hand.Slant * y;
            _points.Add((cos * x - sin * y, sin * x + cos * y));
        }

        PenPoint least = (_points.Min(point => point.X), _points.Min(point => point.Y));
        PenPoint most = (_points.Max(point => point.X), _points.Max(point => point.Y));
        PenPoint extent = most - least;
        double shrink = Math.Min(1, LargestExtent / Math.Max(extent.X, extent.Y));
        PenPoint centre = 0.5 * (least + most);
        PenPoint target = hand.Shift + new PenPoint(InkCanvas.Size / 2.0, InkCanvas.Size / 2.0);
        for (int i = 0; i < _points.Count; i++)
            _points[i] = target + shrink * (_points[i] - centre);
    }

    private void DrawStroke(ImmutableArray<int> stroke, Handwriting hand, RandomSource random)
    {
        bool closed = stroke[0] == stroke[^1];
        PenPoint last = _points[stroke[0]];
        double phase = random.NextDouble();
        double waves = 0.5 + 1.5 * random.NextDouble();
        for (int i = 0; i < stroke.Length - 1; i++)
        {
            PenPoint before = _points[stroke[i > 0 ? i - 1 : closed ? ^2 : 0]];
            PenPoint after = _points[stroke[i + 2 < stroke.Length ? i + 2 : closed ? 1 : ^1]];
            for (int line = 1; line <= LinesPerCurve; line++)
            {
                double t = (double)line / LinesPerCurve;
                PenPoint next = Spline.At(before, _points[stroke[i]], _points[stroke[i + 1]], after, t);
                double pressure = 1 - hand.PressureChange * Triangle(phase + waves * (i + t) / (stroke.Length - 1));
                _canvas.DrawLine(last, next, hand.PenRadius * (0.75 + 0.25 * pressure), pressure);
                last = next;
            }
        }
    }

    /// <summary>A wave of period 1 that rises from 0 to 1 and falls back.</summary>
    private static double Triangle(double x) => 1 - Math.Abs(2 * (x - Math.Floor(x)) - 1);
}
