using Sweeper.Neural.Randomness;

namespace Sweeper.Datasets.Augmentation;

/// <summary>
/// A smooth random displacement along one axis: a cubic B-spline surface over normal random numbers on a grid. (Simard,
/// Steinkraus and Platt 2003, Best Practices for Convolutional Neural Networks, §2, smooth a random number for every pixel with
/// a Gaussian instead, at a hundred times the cost.) For one thread.
/// </summary>
internal sealed class DisplacementField
{
    // Pixels between the nodes of the grid: displacements a stroke's length apart are unrelated.
    private const int Spacing = 7;

    // A cubic B-spline surface over numbers of deviation 1 has a deviation of about one half.
    private const double Gain = 2;

    private readonly int _width;
    private readonly int _height;
    private readonly int _columns;
    private readonly float[] _nodes;
    private readonly float[] _line;
    private readonly float[] _weights;

    /// <summary>A field of zeros for images of a size in pixels; each at least 1.</summary>
    public DisplacementField(int width, int height)
    {
        (_width, _height) = (width, height);
        _columns = ((width - 1) / Spacing) + 4;
        _nodes = new float[_columns * (((height - 1) / Spacing) + 4)];
        _line = new float[_columns];
        _weights = [.. Enumerable.Range(0, Spacing).SelectMany(i => Weights(i / (double)Spacing)).Select(w => (float)w)];
        Values = new float[width * height];
    }

    /// <summary>[height, width], in pixels.</summary>
    public float[] Values { get; }

    /// <summary>Replaces the field by one of a standard deviation in pixels.</summary>
    public void Draw(RandomSource random, double deviation)
    {
        for (int i = 0; i < _nodes.Length; i++)
            _nodes[i] = (float)(random.NextNormal() * deviation * Gain);

        for (int y = 0; y < _height; y++)
        {
            InterpolateLine(y);
            for (int x = 0; x < _width; x++)
                Values[(y * _width) + x] = Blend(_line.AsSpan(x / Spacing), 1, x % Spacing);
        }
    }

    private void InterpolateLine(int y)
    {
        for (int column = 0; column < _columns; column++)
            _line[column] = Blend(_nodes.AsSpan((y / Spacing * _columns) + column), _columns, y % Spacing);
    }

    private float Blend(ReadOnlySpan<float> nodes, int stride, int phase)
    {
        ReadOnlySpan<float> w = _weights.AsSpan(4 * phase, 4);
        return (w[0] * nodes[0]) + (w[1] * nodes[stride]) + (w[2] * nodes[2 * stride]) + (w[3] * nodes[3 * stride]);
    }

    // The four cubic B-splines that are not zero at t, 0 ≤ t < 1, between two nodes (de Boor 1978, A Practical Guide to
    // Splines).
    private static double[] Weights(double t)
    {
        double rest = 1 - t;
        return
        [
            rest * rest * rest / 6,
            ((3 * t * t * t) - (6 * t * t) + 4) / 6,
            ((3 * rest * rest * rest) - (6 * rest * rest) + 4) / 6,
            t * t * t / 6,
        ];
    }
}
