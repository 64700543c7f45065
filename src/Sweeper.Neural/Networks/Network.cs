using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Networks;

/// <summary>
/// A fully connected network: its layers, their weights, and the buffers of a forward and a backward pass. For one thread.
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
    public Network(NetworkDefinition definition, RandomSource random, RandomSource? dropoutRandom = null)
    {
        Definition = definition;
        _layers = NetworkLayers.Create<T>(definition, dropoutRandom);
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

    // input [rows, InputSize] → logits [rows, OutputSize]
    /// <summary>Computes the logits of a batch. They stay valid until the next call.</summary>
    public ReadOnlySpan<T> Forward(ReadOnlySpan<T> input, int rows)
    {
        for (int l = 0; l < _layers.Length; l++)
            _layers[l].Forward(InputOf(l, input, rows), Room(_outputs, l, rows), rows);
        return Room(_outputs, _layers.Length - 1, rows);
    }

    /// <summary>Room for the derivative of the loss by the logits of a batch: [rows, OutputSize].</summary>
    public Span<T> LogitsGradient(int rows) => Room(_gradients, _layers.Length - 1, rows);

    // LogitsGradient [rows, OutputSize] → the gradient of every weight
    /// <summary>
    /// Computes the gradients of all weights from what was written to <see cref="LogitsGradient"/>, after
    /// <see cref="Forward"/> of the same input.
    /// </summary>
    public void Backward(ReadOnlySpan<T> input, int rows)
    {
        for (int l = _layers.Length - 1; l >= _firstWeights; l--)
        {
            Span<T> inputGradient = l == _firstWeights ? default : Room(_gradients, l - 1, rows);
            _layers[l].Backward(InputOf(l, input, rows), Room(_outputs, l, rows), Room(_gradients, l, rows), inputGradient, rows);
        }
    }

    private void Initialize(NetworkDefinition definition, RandomSource random)
    {
        foreach (WeightTensor<T> tensor in Weights.Where(w => w.Kind == WeightKind.Weight))
        {
            foreach (ref T value in tensor.Values)
                value = T.CreateTruncating(definition.Initializer.Next(random, tensor.Shape[0], tensor.Shape[1]));
        }
    }

    private ReadOnlySpan<T> InputOf(int layer, ReadOnlySpan<T> input, int rows) =>
        layer == 0 ? input : Room(_outputs, layer - 1, rows);

    private Span<T> Room(AlignedArray<T>[] buffers, int layer, int rows)
    {
        int length = checked(rows * _layers[layer].OutputSize);
        if (buffers[layer].Length < length)
            buffers[layer] = new AlignedArray<T>(length);
        return buffers[layer].Span[..length];
    }
}
