using System.Runtime.CompilerServices;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>Where the squares of a pooling lie in the images that it is given.</summary>
internal sealed class PoolingSquares
{
    private readonly FeatureShape _input;
    private readonly int _size;
    private readonly nint[] _offsets;

    /// <param name="input">What it is given for each image, at least as high and wide as a square.</param>
    /// <param name="size">Height and width of a square; at least 1.</param>
    public PoolingSquares(FeatureShape input, int size)
    {
        (_input, _size) = (input, size);
        Output = input with { Height = input.Height / size, Width = input.Width / size };
        nint line = (nint)input.Width * input.Channels;
        _offsets = [.. Enumerable.Range(0, size * size).Select(i => (i / size * line) + ((nint)(i % size) * input.Channels))];
        Step = size * input.Channels;
        RowStep = (size * line) - (Output.Width * Step);
        ImageStep = (input.Height - (Output.Height * size)) * line;
    }

    /// <summary>Numbers of a position.</summary>
    public int Channels => _input.Channels;

    /// <summary>What the squares give for each image.</summary>
    public FeatureShape Output { get; }

    /// <summary>Whether every position lies in a square.</summary>
    public bool CoverAll => _input.Height % _size == 0 && _input.Width % _size == 0;

    /// <summary>How far the positions of a square lie behind its first one, row by row.</summary>
    public ReadOnlySpan<nint> Offsets => _offsets;

    /// <summary>From a square to the next one of its row.</summary>
    public nint Step { get; }

    /// <summary>From behind the last square of a row to the first of the next row.</summary>
    public nint RowStep { get; }

    /// <summary>From behind the last row of squares of an image to the next image.</summary>
    public nint ImageStep { get; }

    /// <exception cref="ArgumentException">The lengths are not those of whole images and their squares.</exception>
    public void Check(int input, int output)
    {
        if (input % _input.Count != 0 || output != input / _input.Count * Output.Count)
            throw new ArgumentException(
                $"{input} inputs and {output} outputs do not fit squares of {_size}×{_size} over {_input}.");
    }
}

/// <summary>One square of a pooling after the other: along the rows of an image, image after image.</summary>
/// <param name="squares">Where they lie.</param>
internal struct PoolingSquare(PoolingSquares squares)
{
    private readonly nint _step = squares.Step;
    private int _left = squares.Output.Width;
    private int _row;

    /// <summary>Where the square begins in the input.</summary>
    public nint Start { get; private set; }

    /// <summary>Goes on to the next square.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Next()
    {
        Start += _step;
        if (--_left > 0)
            return;
        _left = squares.Output.Width;
        Start += squares.RowStep;
        if (++_row < squares.Output.Height)
            return;
        _row = 0;
        Start += squares.ImageStep;
    }
}
