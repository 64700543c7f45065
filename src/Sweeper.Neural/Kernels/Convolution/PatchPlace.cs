using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>
/// A place of a filter over an image that has its zeros around it; the places follow one another along the rows.
/// </summary>
internal struct PatchPlace
{
    private readonly int _step;
    private readonly int _rowStep;
    private readonly int _columns;
    private int _column;

    /// <param name="shape">How filters lie.</param>
    /// <param name="place">Which place of the image.</param>
    public PatchPlace(in ConvolutionShape shape, int place)
    {
        _columns = shape.Output.Width;
        _column = place % _columns;
        _step = shape.Stride * shape.Input.Channels;
        _rowStep = (shape.PaddedInput.Width * _step) - ((_columns - 1) * _step);
        Start = (place / _columns * shape.PaddedInput.Width * _step) + (_column * _step);
    }

    /// <summary>Where in the image the numbers under the filter begin.</summary>
    public nint Start { get; private set; }

    /// <summary>Goes on to the next place.</summary>
    public void Next()
    {
        if (++_column < _columns)
        {
            Start += _step;
            return;
        }

        _column = 0;
        Start += _rowStep;
    }
}
