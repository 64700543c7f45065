using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Kernels;

/// <summary>The places of a filter one after the other: along the rows of an image, image after image.</summary>
internal struct PatchPlaces
{
    private readonly ConvolutionShape _shape;
    private readonly FeatureShape _output;
    private int _image;
    private int _top;
    private int _left;

    /// <param name="shape">How filters lie.</param>
    /// <param name="first">The first place, counted over all images.</param>
    public PatchPlaces(in ConvolutionShape shape, int first)
    {
        (_shape, _output) = (shape, shape.Output);
        int places = _output.Height * _output.Width;
        _image = first / places * (int)shape.Input.Count;
        _top = (first % places / _output.Width * shape.Stride) - shape.Padding;
        _left = (first % _output.Width * shape.Stride) - shape.Padding;
    }

    /// <summary>Where a row of the filter lies at the current place.</summary>
    public readonly PatchRun Row(int kernelRow)
    {
        int row = _top + kernelRow, channels = _shape.Input.Channels;
        if ((uint)row >= (uint)_shape.Input.Height)
            return new PatchRun(0, 0, 0);
        int begin = Math.Max(_left, 0), end = Math.Max(Math.Min(_left + _shape.KernelSize, _shape.Input.Width), begin);
        return new PatchRun(_image + (((row * _shape.Input.Width) + begin) * channels), (begin - _left) * channels, (end - begin) * channels);
    }

    /// <summary>Goes on to the next place.</summary>
    public void Next()
    {
        _left += _shape.Stride;
        if (_left + _shape.Padding < _output.Width * _shape.Stride)
            return;
        _left = -_shape.Padding;
        _top += _shape.Stride;
        if (_top + _shape.Padding < _output.Height * _shape.Stride)
            return;
        _top = -_shape.Padding;
        _image += (int)_shape.Input.Count;
    }
}
