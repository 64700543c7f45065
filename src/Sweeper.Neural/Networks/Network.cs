using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Kernels.Simd;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Networks;

/// <summary>
/// A network: its layers, their weights, and the buffers of a forward and a backward pass. For one thread.
/// </summary>
/// <typeparam name="T">float in training; double where gradients are checked.</typeparam>
public sealed class Network<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ImmutableArray<ILayer<T>> _layers;
    private readonly ImmutableArray<ITrainingLayer> _trainingLayers;

    // Nothing before it is adjusted, so no derivative by its input is needed.
    private readonly int _firstWeights;

    // outputs[l] and gradients[l] belong to layer l: [rows, layer.OutputSize].
    private readonly AlignedArray<T>[] _outputs;
    private readonly AlignedArray<T>[] _gradients;

    /// <summary>Builds the network and draws its first weights, layer by layer, from <paramref name="random"/>.</summary>
    /// <param name="definition">Shape and start.</param>
    /// <param name="random">Used up by the first weights.</param>
    /// <param name="dropoutRandom">Decides in training which units are dropped; needed where the definition has dropout.</param>
    /// <param name="team">Shares the large products; every result has the same bits without it. Not owned.</param>
    public Network(
        NetworkDefinition definition, RandomSource random, RandomSource? dropoutRandom = null, WorkerTeam? team = null)
    {
        Definition = definition;
        _layers = NetworkLayers<T>.Create(definition, dropoutRandom, team);
        _trainingLayers = [.. _layers.OfType<ITrainingLayer>()];
        _firstWeights = 0;
        while (_layers[_firstWeights].Weights.IsEmpty)
            _firstWeights++;
        _outputs = [.. _layers.Select(_ => new AlignedArray<T>(0))];
        _gradients = [.. _layers.Select(_ => new AlignedArray<T>(0))];
        Weights = [.. _layers.SelectMany(l => l.Weights)];
        Tensors = [.. _layers.SelectMany(l => l.Weights.AddRange(l.Statistics))];
        Initialize(definition, random);
    }

    public NetworkDefinition Definition { get; }

    /// <summary>All that training adjusts, in the order of the layers.</summary>
    public ImmutableArray<WeightTensor<T>> Weights { get; }

    /// <summary><see cref="Weights"/>, and what layers measured in training: all that the logits depend on.</summary>
    public ImmutableArray<WeightTensor<T>> Tensors { get; }

    /// <summary>
    /// Whether forward passes are part of training, with dropout and the statistics of batches, and a backward pass may follow;
    /// false at first.
    /// </summary>
    public bool IsTraining
    {
        get;
        set
        {
            field = value;
            foreach (ITrainingLayer layer in _trainingLayers)
                layer.IsTraining = value;
        }
    }

    /// <summary>Whether batches may be sparse: the first layer is one that can read them.</summary>
    internal bool AcceptsSparse => _layers[0] is DenseLayer<T>;

    // input [rows, InputSize] → logits [rows, OutputSize]
    /// <summary>Computes the logits of a batch. They stay valid until the next call.</summary>
    public ReadOnlySpan<T> Forward(ReadOnlySpan<T> input, int rows) => Forward(new LayerInput<T>(input, rows));

    /// <summary>Room for the derivative of the loss by the logits of a batch: [rows, OutputSize].</summary>
    public Span<T> LogitsGradient(int rows) => Room(_gradients, _layers.Length - 1, rows);

    // LogitsGradient [rows, OutputSize] → the gradient of every weight
    /// <summary>
    /// Computes the gradients of all weights from what was written to <see cref="LogitsGradient"/>, after
    /// <see cref="Forward(ReadOnlySpan{T}, int)"/> of the same input.
    /// </summary>
    public void Backward(ReadOnlySpan<T> input, int rows) => Backward(new LayerInput<T>(input, rows));

    /// <inheritdoc cref="Forward(ReadOnlySpan{T}, int)"/>
    internal ReadOnlySpan<T> Forward(LayerInput<T> input)
    {
        int rows = input.Rows;
        for (int l = 0; l < _layers.Length; l++)
        {
            if (l == 0 && _layers[l] is DenseLayer<T> first)
                first.Forward(input, Room(_outputs, l, rows));
            else
                _layers[l].Forward(InputOf(l, input), Room(_outputs, l, rows), rows);
        }

        return Room(_outputs, _layers.Length - 1, rows);
    }

    /// <inheritdoc cref="Backward(ReadOnlySpan{T}, int)"/>
    internal void Backward(LayerInput<T> input)
    {
        for (int l = _layers.Length - 1; l >= _firstWeights; l--)
            BackwardLayer(l, input);
    }

    /// <summary>
    /// <see cref="Backward(LayerInput{T})"/> and a step of plain gradient descent in one, which saves writing and reading the
    /// gradients.
    /// </summary>
    /// <param name="input">The batch of the last forward pass.</param>
    /// <param name="optimizer">Steps the layers that cannot do both in one.</param>
    /// <param name="learningRate">Greater than 0.</param>
    internal void Descend(LayerInput<T> input, SgdOptimizer<T> optimizer, double learningRate)
    {
        int rows = input.Rows;
        for (int l = _layers.Length - 1; l >= _firstWeights; l--)
        {
            if (_layers[l] is DenseLayer<T> dense)
            {
                LayerInput<T> own = l == 0 ? input : new LayerInput<T>(InputOf(l, input), rows);
                dense.Descend(own, Room(_gradients, l, rows), InputGradientOf(l, rows), T.CreateTruncating(learningRate));
                continue;
            }

            BackwardLayer(l, input);
            optimizer.Step(_layers[l].Weights.AsSpan(), learningRate);
        }
    }

    private void BackwardLayer(int layer, LayerInput<T> input)
    {
        int rows = input.Rows;
        Span<T> gradient = Room(_gradients, layer, rows);
        if (layer == 0 && _layers[layer] is DenseLayer<T> first)
            first.Backward(input, gradient);
        else
            _layers[layer].Backward(
                InputOf(layer, input), Room(_outputs, layer, rows), gradient, InputGradientOf(layer, rows), rows);
    }

    private void Initialize(NetworkDefinition definition, RandomSource random)
    {
        // What normalises has scales and shifts but no weights, and begins as it is.
        foreach (ILayer<T> layer in _layers.Where(l => l.Weights.Any(w => w.Kind == WeightKind.Weight)))
        {
            foreach (WeightTensor<T> tensor in layer.Weights.Where(w => w.Kind == WeightKind.Weight || definition.DrawsBiases))
            {
                foreach (ref T value in tensor.Values)
                    value = T.CreateTruncating(definition.Initializer.Next(random, layer.FanIn, layer.FanOut));
            }
        }
    }

    private ReadOnlySpan<T> InputOf(int layer, LayerInput<T> input) =>
        layer == 0 ? input.Dense : Room(_outputs, layer - 1, input.Rows);

    private Span<T> InputGradientOf(int layer, int rows) => layer == _firstWeights ? default : Room(_gradients, layer - 1, rows);

    private Span<T> Room(AlignedArray<T>[] buffers, int layer, int rows)
    {
        int length = checked(rows * _layers[layer].OutputSize);
        if (buffers[layer].Length < length)
            buffers[layer] = new AlignedArray<T>(length);
        return buffers[layer].Span[..length];
    }
}
