namespace Sweeper.Datasets.Digits;

/// <summary>A place on the paper: x to the right, y downwards.</summary>
internal readonly record struct PenPoint(double X, double Y)
{
    public static implicit operator PenPoint((double X, double Y) point) => new(point.X, point.Y);

    public static PenPoint operator +(PenPoint a, PenPoint b) => new(a.X + b.X, a.Y + b.Y);

    public static PenPoint operator -(PenPoint a, PenPoint b) => new(a.X - b.X, a.Y - b.Y);

    public static PenPoint operator *(double factor, PenPoint point) => new(factor * point.X, factor * point.Y);
}
