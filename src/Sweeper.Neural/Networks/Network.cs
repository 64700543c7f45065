using System.Collections.Immutable;
using System.Numerics;
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

    // outputs[l] and gradients[l] belong to layer l: [rows, layer.OutputSize].
    private readonly T[][] _outputs;
    private readonly T[][] _gradients;

    /// <summary>Builds the network and draws its first weights, layer by layer, from <paramref name="random"/>.</summary>
    public Network(NetworkDefinition definition, RandomSource random)
    {
        Definition = definition;
        _layers = CreateLayers(definition);
        _outputs = [.. _layers.Select(_ => Array.Empty<T>())];
        _gradients = [.. _layers.Select(_ => Array.Empty<T>())];
        Weights = [.. _layers.SelectMany(l => l.Weights)];
        Initialize(definition, random);
    }

    public NetworkDefinition Definition { get; }

    /// <summary>All weights and biases, in the order of the layers.</summary>
    public ImmutableArray<WeightTensor<T>> Weights { get; }

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
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            Span<T> inputGradient = l == 0 ? default : Room(_gradients, l - 1, rows);
            _layers[l].Backward(InputOf(l, input, rows), Room(_outputs, l, rows), Room(_gradients, l, rows), inputGradient, rows);
        }
    }

    private static ImmutableArray<ILayer<T>> CreateLayers(NetworkDefinition definition)
    {
        var layers = ImmutableArray.CreateBuilder<ILayer<T>>();
        int inputs = definition.InputSize;
        for (int i = 0; i < definition.HiddenSizes.Length; i++)
        {
            int size = definition.HiddenSizes[i];
            layers.Add(new DenseLayer<T>($"dense_{i + 1}", inputs, size));
            layers.Add(ActivationLayers.Create<T>(definition.Activation, size));
            inputs = size;
        }

        layers.Add(new DenseLayer<T>($"dense_{definition.HiddenSizes.Length + 1}", inputs, definition.OutputSize));
        return layers.ToImmutable();
    }

    private void Initialize(NetworkDefinition definition, RandomSource random)
    {
        foreach (WeightTensor<T> tensor in Weights.Where(w => w.Kind == WeightKind.Weight))
        {
            foreach (ref T value in tensor.Values.AsSpan())
                value = T.CreateTruncating(definition.Initializer.Next(random, tensor.Shape[0], tensor.Shape[1]));
        }
    }

    private ReadOnlySpan<T> InputOf(int layer, ReadOnlySpan<T> input, int rows) =>
        layer == 0 ? input : Room(_outputs, layer - 1, rows);

    private Span<T> Room(T[][] buffers, int layer, int rows)
    {
        int length = checked(rows * _layers[layer].OutputSize);
        if (buffers[layer].Length < length)
            buffers[layer] = GC.AllocateUninitializedArray<T>(length);
        return buffers[layer].AsSpan(0, length);
    }
}
