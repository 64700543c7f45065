using System.Numerics;
using Sweeper.Neural.Kernels.Convolution;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Layers;

/// <summary>
/// The layers after a convolution that look at one image at a time. Each image goes through all of them while it is in the
/// processor's cache, and in training back again.
/// </summary>
/// <param name="size">Numbers that the convolution gives for an image.</param>
/// <param name="parts">How many threads share its work.</param>
internal sealed unsafe class ConvolutionFollowers<T>(int size, int parts) : IImageOutputs<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<ILayer<T>> _layers = [];

    // What each layer is given, of all images where they are kept for the way back, else of one for each thread; and the
    // derivative by it, of one for each thread.
    private readonly List<AlignedArray<T>> _values = [];
    private readonly List<AlignedArray<T>> _gradients = [];
    private T* _output;
    private T* _outputGradient;
    private bool _hasKept;

    /// <summary>Whether a way back may follow the next way forward.</summary>
    public bool IsTraining { get; set; }

    /// <summary>Numbers that the last layer gives for an image.</summary>
    public int OutputSize => _layers.Count == 0 ? size : _layers[^1].OutputSize;

    /// <summary>Adds a layer after the others, which takes each row by itself and has no weights.</summary>
    public void Add(ILayer<T> layer)
    {
        _layers.Add(layer);
        _values.Add(new AlignedArray<T>(0));
        _gradients.Add(new AlignedArray<T>(parts * layer.InputSize));
    }

    /// <summary>Begins a way forward that ends in memory that stays where it is.</summary>
    /// <param name="output">[rows, OutputSize].</param>
    /// <param name="rows">Images.</param>
    public void Begin(T* output, int rows)
    {
        _output = output;
        _hasKept = IsTraining;
        int kept = IsTraining ? rows : parts;
        for (int layer = 0; layer < _layers.Count; layer++)
        {
            int length = checked(kept * _layers[layer].InputSize);
            if (_values[layer].Length < length)
                _values[layer] = new AlignedArray<T>(length);
        }
    }

    /// <summary>Begins the way back after a way forward in training.</summary>
    /// <param name="output">As it was.</param>
    /// <param name="outputGradient">[rows, OutputSize], where it stays.</param>
    /// <exception cref="InvalidOperationException">Nothing was kept of the way forward.</exception>
    public void BeginBack(T* output, T* outputGradient)
    {
        if (_layers.Count > 0 && !_hasKept)
            throw new InvalidOperationException("The last forward pass was none of training.");
        _output = output;
        _outputGradient = outputGradient;
    }

    public Span<T> Room(int row, int part) => ValuesBefore(0, row, part);

    public void Complete(int row, int part)
    {
        for (int layer = 0; layer < _layers.Count; layer++)
            _layers[layer].Forward(ValuesBefore(layer, row, part), ValuesBefore(layer + 1, row, part), 1);
    }

    public ReadOnlySpan<T> Gradient(int row, int part)
    {
        var gradient = new ReadOnlySpan<T>(_outputGradient + ((nint)row * OutputSize), OutputSize);
        for (int layer = _layers.Count - 1; layer >= 0; layer--)
        {
            int length = _layers[layer].InputSize;
            Span<T> own = _gradients[layer].Span.Slice(part * length, length);
            _layers[layer].Backward(
                ValuesBefore(layer, row, part), ValuesBefore(layer + 1, row, part), gradient, own, 1);
            gradient = own;
        }

        return gradient;
    }

    // What a layer is given; behind the last one, what it gives.
    private Span<T> ValuesBefore(int layer, int row, int part)
    {
        if (layer == _layers.Count)
            return new Span<T>(_output + ((nint)row * OutputSize), OutputSize);
        int length = _layers[layer].InputSize;
        return _values[layer].Span.Slice((_hasKept ? row : part) * length, length);
    }
}
