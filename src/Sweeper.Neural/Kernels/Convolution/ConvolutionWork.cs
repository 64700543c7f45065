using System.Numerics;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Kernels.Products;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>
/// The passes of a convolution over a batch, image by image. A few patches at a time are gathered, multiplied and, on the way
/// back, added up again, so that they never leave the processor's cache. The sums over images are made for a few groups of them
/// first and then over the groups, so that they have the same bits for every team and for none. For one thread.
/// </summary>
internal sealed unsafe class ConvolutionWork<T> : TeamWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ConvolutionShape _shape;
    private readonly WorkerTeam? _team;
    private readonly int _places;
    private readonly int _chunkPlaces;
    private readonly ConvolutionPatches<T>[] _patches;
    private readonly AlignedArray<T>[] _groupGradients;
    private AlignedArray<T> _turnedWeights = new(0);
    private int _rows;
    private bool _isForward;
    private bool _hasInputGradient;
    private T* _input;
    private T* _weights;
    private T* _biases;
    private T* _output;
    private T* _inputGradient;

    /// <param name="shape">How filters lie.</param>
    /// <param name="team">Not owned; null for the caller's thread alone.</param>
    public ConvolutionWork(ConvolutionShape shape, WorkerTeam? team)
    {
        (_shape, _team) = (shape, team);
        FeatureShape output = shape.Output;
        _places = output.Height * output.Width;
        _chunkPlaces = ConvolutionChunks.PlacesOf(shape.PatchSize);
        _patches = [.. Enumerable.Range(0, team?.Size ?? 1).Select(_ => new ConvolutionPatches<T>(shape))];
        _groupGradients = [.. Enumerable.Range(0, ConvolutionChunks.Groups).Select(_ => new AlignedArray<T>(0))];
    }

    private int PatchSize => _shape.PatchSize;

    private int Filters => _shape.Filters;

    private int InputSize => (int)_shape.Input.Count;

    private int WeightCount => PatchSize * Filters;

    // x [rows, input], W [patch, filters], b [filters] → y [rows, places, filters]
    /// <summary>Computes the output.</summary>
    public void Forward(ReadOnlySpan<T> input, ReadOnlySpan<T> weights, ReadOnlySpan<T> biases, Span<T> output, int rows)
    {
        Check(input, weights, biases, output, rows);
        fixed (T* x = input, w = weights, b = biases, y = output)
        {
            _input = x;
            _weights = w;
            _biases = b;
            _output = y;
            (_rows, _isForward) = (rows, true);
            Run();
        }
    }

    // x [rows, input], W [patch, filters], ∂y [rows, places, filters] → ∂W [patch, filters], ∂b [filters], ∂x [rows, input]
    // unless empty
    /// <summary>Computes the derivatives.</summary>
    public void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> weights, ReadOnlySpan<T> outputGradient, Span<T> weightGradient,
        Span<T> biasGradient, Span<T> inputGradient,
        int rows)
    {
        Check(input, weights, biasGradient, outputGradient, rows);
        if (!inputGradient.IsEmpty && inputGradient.Length != input.Length)
            throw new ArgumentException(
                $"{input.Length} inputs do not have {inputGradient.Length} derivatives.", nameof(inputGradient));
        for (int group = 0; group < ConvolutionChunks.Groups; group++)
        {
            if (_groupGradients[group].Length == 0)
                _groupGradients[group] = new AlignedArray<T>(WeightCount + Filters);
        }

        if (!inputGradient.IsEmpty)
            Turn(weights);
        fixed (T* x = input, dy = outputGradient, dx = inputGradient)
        {
            _input = x;
            _output = dy;
            _inputGradient = dx;
            (_rows, _isForward, _hasInputGradient) = (rows, false, !inputGradient.IsEmpty);
            Run();
        }

        weightGradient.Clear();
        biasGradient.Clear();
        for (int group = 0; group < Math.Min(ConvolutionChunks.Groups, rows); group++)
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
            ForwardRows((int)((long)_rows * part / parts), (int)((long)_rows * (part + 1) / parts), _patches[part]);
            return;
        }

        // What a group adds up does not depend on who does it.
        int groups = Math.Min(ConvolutionChunks.Groups, _rows);
        for (int group = groups * part / parts; group < groups * (part + 1) / parts; group++)
        {
            int first = (int)((long)_rows * group / groups), end = (int)((long)_rows * (group + 1) / groups);
            BackwardRows(first, end, _groupGradients[group].Span, _patches[part]);
        }
    }

    private void Run()
    {
        if (_team is null)
            Do(0, 1);
        else
            _team.Run(this);
    }

    // W [patch, filters] → Wᵀ [filters, patch]
    private void Turn(ReadOnlySpan<T> weights)
    {
        if (_turnedWeights.Length == 0)
            _turnedWeights = new AlignedArray<T>(WeightCount);
        Span<T> turned = _turnedWeights.Span;
        for (int i = 0; i < PatchSize; i++)
        {
            for (int filter = 0; filter < Filters; filter++)
                turned[(filter * PatchSize) + i] = weights[(i * Filters) + filter];
        }
    }

    private void ForwardRows(int firstRow, int endRow, ConvolutionPatches<T> own)
    {
        int end = endRow * _places;
        for (int first = firstRow * _places; first < end; first += _chunkPlaces)
        {
            int count = Math.Min(_chunkPlaces, end - first);
            ReadOnlySpan<T> patches = own.Gather(Input, first, count);
            Span<T> y = Output(first, count);
            for (int i = 0; i < y.Length; i += Filters)
                new ReadOnlySpan<T>(_biases, Filters).CopyTo(y[i..]);
            MatrixProduct.Multiply(patches, Weights, y, count, PatchSize, Filters, accumulate: true, own.Scratch);
        }
    }

    private void BackwardRows(int firstRow, int endRow, Span<T> gradients, ConvolutionPatches<T> own)
    {
        gradients.Clear();
        Span<T> dw = gradients[..WeightCount], db = gradients[WeightCount..];
        int end = endRow * _places;
        for (int first = firstRow * _places; first < end; first += _chunkPlaces)
        {
            int count = Math.Min(_chunkPlaces, end - first);
            ReadOnlySpan<T> patches = own.Gather(Input, first, count), dy = Output(first, count);
            MatrixProduct.MultiplyTransposedLeft(patches, dy, dw, PatchSize, count, Filters, accumulate: true, own.Scratch);
            ColumnSums.Add(dy, db);
            if (!_hasInputGradient)
                continue;
            MatrixProduct.Multiply(
                dy, _turnedWeights.Span, own.Room(count), count, Filters, PatchSize, accumulate: false, own.Scratch);
            own.Scatter(first, count, new Span<T>(_inputGradient, _rows * InputSize));
        }
    }

    private ReadOnlySpan<T> Input => new(_input, _rows * InputSize);

    private ReadOnlySpan<T> Weights => new(_weights, WeightCount);

    // Output or derivative of some places.
    private Span<T> Output(int first, int count) => new(_output + ((nint)first * Filters), count * Filters);

    private void Check(ReadOnlySpan<T> input, ReadOnlySpan<T> weights, ReadOnlySpan<T> biases, ReadOnlySpan<T> output, int rows)
    {
        if (input.Length != rows * _shape.Input.Count || output.Length != rows * _shape.Output.Count
            || weights.Length != WeightCount || biases.Length != Filters)
        {
            throw new ArgumentException(
                $"{input.Length} inputs, {weights.Length} weights, {biases.Length} biases and {output.Length} outputs do not "
                + $"fit {rows} rows of {_shape}.");
        }
    }
}
