namespace Sweeper.Neural.Kernels;

/// <summary>One square of a pooling after the other: along the rows of an image, image after image.</summary>
/// <param name="squares">Where they lie.</param>
internal struct PoolingSquare(PoolingSquares squares)
{
    private int _column;
    private int _row;

    /// <summary>Where the square begins in the input.</summary>
    public nint Start { get; private set; }

    /// <summary>Goes on to the next square.</summary>
    public void Next()
    {
        Start += squares.Step;
        if (++_column < squares.Output.Width)
            return;
        _column = 0;
        Start += squares.RowStep;
        if (++_row < squares.Output.Height)
            return;
        _row = 0;
        Start += squares.ImageStep;
    }
}
