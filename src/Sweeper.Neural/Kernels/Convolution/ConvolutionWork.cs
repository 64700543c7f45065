using System.Numerics;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>
/// The passes of a convolution over a batch, image by image. What lies under the filters is read from the image itself, with its
/// zeros around it, which stays in the processor's cache. The sums over images are made for a few groups of them first and then
/// over the groups, so that they have the same bits for every team and for none. For one thread.
/// </summary>
internal sealed unsafe class ConvolutionWork<T> : TeamWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// So many groups of images add up the derivative by the weights, each in a copy of its own: enough to occupy most
    /// processors.
    /// </summary>
    public const int Groups = 8;

    private readonly ConvolutionShape _shape;
    private readonly WorkerTeam? _team;
    private readonly ConvolutionTables _tables;
    private readonly ConvolutionImages<T>[] _images;
    private readonly AlignedArray<T>[] _groupGradients;
    private readonly PanelLayout _filters;
    private readonly PanelLayout _channels;
    private AlignedArray<T> _weights = new(0);
    private AlignedArray<T> _biases = new(0);
    private AlignedArray<T> _turnedWeights = new(0);
    private IImageOutputs<T>? _outputs;
    private int _rows;
    private bool _isForward;
    private bool _hasInputGradient;
    private T* _input;
    private T* _inputGradient;

    /// <param name="shape">How filters lie.</param>
    /// <param name="team">Not owned; null for the caller's thread alone.</param>
    public ConvolutionWork(ConvolutionShape shape, WorkerTeam? team)
    {
        (_shape, _team) = (shape, team);
        _tables = new ConvolutionTables(shape);
        _filters = PanelLayout.For<T>(shape.Filters);
        _channels = PanelLayout.For<T>(shape.Input.Channels);
        _images = [.. Enumerable.Range(0, team?.Size ?? 1).Select(_ => new ConvolutionImages<T>(shape, _tables))];
        _groupGradients = [.. Enumerable.Range(0, Groups).Select(_ => new AlignedArray<T>(0))];
    }

    private int PatchSize => _tables.Patch.Length;

    private int InputSize => (int)_shape.Input.Count;

    private int WeightCount => PatchSize * _shape.Filters;

    // x [rows, input], W [patch, filters], b [filters] → outputs: y [places, filters] of each image
    /// <summary>Computes the output.</summary>
    public void Forward(ReadOnlySpan<T> input, ReadOnlySpan<T> weights, ReadOnlySpan<T> biases, IImageOutputs<T> outputs,
        int rows)
    {
        Check(input, weights, biases, rows);
        _filters.Pack(weights, PatchSize, Room(ref _weights, PatchSize * _filters.PackedColumns));
        _filters.Pack(biases, 1, Room(ref _biases, _filters.PackedColumns));
        fixed (T* x = input)
        {
            _input = x;
            (_rows, _outputs, _isForward) = (rows, outputs, true);
            Run();
        }
    }

    // x [rows, input], W [patch, filters], outputs: ∂y [places, filters] of each image → ∂W [patch, filters], ∂b [filters],
    // ∂x [rows, input] unless empty
    /// <summary>Computes the derivatives.</summary>
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> weights, IImageOutputs<T> outputs, Span<T> weightGradient, Span<T> biasGradient,
        Span<T> inputGradient, int rows)
    {
        Check(input, weights, biasGradient, rows);
        if (!inputGradient.IsEmpty && inputGradient.Length != input.Length)
            throw new ArgumentException(
                $"{input.Length} inputs do not have {inputGradient.Length} derivatives.", nameof(inputGradient));
        for (int group = 0; group < Groups; group++)
            _ = Room(ref _groupGradients[group], WeightCount + _shape.Filters);
        if (!inputGradient.IsEmpty)
            Turn(weights);
        fixed (T* x = input, dx = inputGradient)
        {
            _input = x;
            _inputGradient = dx;
            (_rows, _outputs, _isForward, _hasInputGradient) = (rows, outputs, false, !inputGradient.IsEmpty);
            Run();
        }

        weightGradient.Clear();
        biasGradient.Clear();
        for (int group = 0; group < Math.Min(Groups, rows); group++)
        {
            Span<T> own = _groupGradients[group].Span;
            Elementwise.Update(default(AddOperation<T>), own[..WeightCount], weightGradient);
            Elementwise.Update(default(AddOperation<T>), own[WeightCount..], biasGradient);
        }
    }

    public override void Do(int part, int parts)
    {
        if (_isForward)
        {
            ForwardRows((int)((long)_rows * part / parts), (int)((long)_rows * (part + 1) / parts), part);
            return;
        }

        // What a group adds up does not depend on who does it.
        int groups = Math.Min(Groups, _rows);
        for (int group = groups * part / parts; group < groups * (part + 1) / parts; group++)
        {
            int first = (int)((long)_rows * group / groups), end = (int)((long)_rows * (group + 1) / groups);
            BackwardRows(first, end, _groupGradients[group].Span, part);
        }
    }

    private void Run()
    {
        if (_team is null)
            Do(0, 1);
        else
            _team.Run(this);
    }

    // W [patch, filters] → of each class of inputs the weights over it, turned, in panels
    private void Turn(ReadOnlySpan<T> weights)
    {
        Span<T> turned = Room(ref _turnedWeights, WeightCount
            + (_shape.KernelSize * _shape.KernelSize * _shape.Filters * _channels.PackedColumns));
        Span<T> panels = turned[WeightCount..];
        foreach (ConvolutionInputClass inputs in _tables.InputClasses)
        {
            Span<T> own = turned[..(inputs.Taps.Length * _channels.Columns)];
            inputs.Turn(weights, own);
            _channels.Pack<T>(own, inputs.Taps.Length, panels);
            panels = panels[(inputs.Taps.Length * _channels.PackedColumns)..];
        }
    }

    private void ForwardRows(int first, int end, int part)
    {
        ConvolutionImages<T> images = _images[part];
        for (int row = first; row < end; row++)
        {
            ConvolutionProduct.Run(
                ref images.Pad(Input(row)), _tables.PlaceRows, _tables.Patch, _weights.Span, _filters, _outputs!.Room(row, part),
                _tables.Outputs, _biases.Span, accumulate: false, images.Scratch);
            _outputs.Complete(row, part);
        }
    }

    private void BackwardRows(int first, int end, Span<T> gradients, int part)
    {
        ConvolutionImages<T> images = _images[part];
        gradients.Clear();
        Span<T> dw = gradients[..WeightCount], db = gradients[WeightCount..];
        for (int row = first; row < end; row++)
        {
            ReadOnlySpan<T> dy = _outputs!.Gradient(row, part);
            ConvolutionProduct.Run(
                ref images.Pad(Input(row)), _tables.PatchRows, _tables.Places, images.Pack(dy, _filters), _filters, dw,
                _tables.Weights, default, accumulate: true, images.Scratch);
            ColumnSums.Add(dy, db);
            if (_hasInputGradient)
                BackwardInput(dy, new Span<T>(_inputGradient + ((nint)row * InputSize), InputSize), images);
        }
    }

    private void BackwardInput(ReadOnlySpan<T> dy, Span<T> dx, ConvolutionImages<T> images)
    {
        ref T padded = ref images.PadGradient(dy);
        ReadOnlySpan<T> panels = _turnedWeights.Span[WeightCount..];
        foreach (ConvolutionInputClass inputs in _tables.InputClasses)
        {
            ConvolutionProduct.Run(
                ref padded, inputs.PlaceRows, inputs.Taps, panels, _channels, dx, inputs.Inputs, default, accumulate: false,
                images.Scratch);
            panels = panels[(inputs.Taps.Length * _channels.PackedColumns)..];
        }
    }

    private ReadOnlySpan<T> Input(int row) => new(_input + ((nint)row * InputSize), InputSize);

    private static Span<T> Room(ref AlignedArray<T> array, int length)
    {
        if (array.Length < length)
            array = new AlignedArray<T>(length);
        return array.Span[..length];
    }

    private void Check(ReadOnlySpan<T> input, ReadOnlySpan<T> weights, ReadOnlySpan<T> biases, int rows)
    {
        if (input.Length != rows * _shape.Input.Count || weights.Length != WeightCount || biases.Length != _shape.Filters)
        {
            throw new ArgumentException(
                $"{input.Length} inputs, {weights.Length} weights and {biases.Length} biases do not fit "
                + $"{rows} rows of {_shape}.");
        }
    }
}
