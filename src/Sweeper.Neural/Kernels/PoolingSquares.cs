using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Kernels;

/// <summary>Where the squares of a pooling lie in the images that it is given.</summary>
internal sealed class PoolingSquares
{
    private readonly FeatureShape _input;
    private readonly int _columns;
    private readonly int _rows;
    private readonly int _size;
    private readonly nint[] _offsets;

    /// <param name="input">What it is given for each image, at least as high and wide as a square.</param>
    /// <param name="size">Height and width of a square; at least 1.</param>
    public PoolingSquares(FeatureShape input, int size)
    {
        (_input, _size) = (input, size);
        (_rows, _columns) = (input.Height / size, input.Width / size);
        _offsets = [.. Enumerable.Range(0, size * size).Select(i => (nint)((i / size * input.Width) + (i % size)) * input.Channels)];
    }

    /// <summary>Numbers of a position.</summary>
    public int Channels => _input.Channels;

    /// <summary>What the squares give for each image.</summary>
    public FeatureShape Output => new(_rows, _columns, Channels);

    /// <summary>Whether every position lies in a square.</summary>
    public bool CoverAll => _input.Height % _size == 0 && _input.Width % _size == 0;

    /// <summary>How far the positions of a square lie behind its first one, row by row.</summary>
    public ReadOnlySpan<nint> Offsets => _offsets;

    /// <summary>Where the square of a place, counted over all images, begins.</summary>
    public nint Start(int place)
    {
        int row = place / _columns, image = row / _rows;
        return ((((nint)image * _input.Height) + ((row - (image * _rows)) * _size)) * _input.Width + ((place - (row * _columns)) * _size)) * Channels;
    }

    /// <exception cref="ArgumentException">The lengths are not those of whole images and their squares.</exception>
    public void Check(int input, int output)
    {
        if (input % _input.Count != 0 || output != input / _input.Count * Output.Count)
            throw new ArgumentException($"{input} inputs and {output} outputs do not fit squares of {_size}×{_size} over {_input}.");
    }
}
