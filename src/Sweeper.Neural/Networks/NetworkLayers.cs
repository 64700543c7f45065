using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Networks;

/// <summary>
/// Makes the layers of a network: dropout of the inputs; then the hidden layers, those with weights followed by batch
/// normalisation and their activation; and a dense layer for the logits. What a dense layer takes from a hidden layer goes
/// through dropout.
/// </summary>
internal sealed class NetworkLayers<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkDefinition _definition;
    private readonly RandomSource? _dropoutRandom;
    private readonly WorkerTeam? _team;
    private readonly ImmutableArray<ILayer<T>>.Builder _layers = ImmutableArray.CreateBuilder<ILayer<T>>();
    private FeatureShape _shape;
    private int _convolutions;
    private int _denses;
    private int _weighted;
    private bool _hasHidden;

    // An activation that waits for what comes after it: max(f(x), …) is f(max(x, …)), of which there are fewer.
    private ActivationKind? _waiting;

    private NetworkLayers(NetworkDefinition definition, RandomSource? dropoutRandom, WorkerTeam? team)
    {
        (_definition, _dropoutRandom, _team) = (definition, dropoutRandom, team);
        _shape = definition.Input;
    }

    /// <summary>The layers, with weights at 0.</summary>
    /// <exception cref="ArgumentException">
    /// There is dropout and nothing to draw from, an activation too few or too many, or a layer that does not fit over its
    /// input.
    /// </exception>
    public static ImmutableArray<ILayer<T>> Create(NetworkDefinition definition, RandomSource? dropoutRandom, WorkerTeam? team)
    {
        int weighted = definition.HiddenLayers.Count(l => l.HasWeights);
        if (!definition.LayerActivations.IsEmpty && definition.LayerActivations.Length != weighted)
            throw new ArgumentException(
                $"{definition.LayerActivations.Length} activations do not fit {weighted} hidden layers with weights.");
        var layers = new NetworkLayers<T>(definition, dropoutRandom, team);
        layers.AddDropout(definition.InputDropout);
        foreach (HiddenLayer hidden in definition.HiddenLayers)
            layers.Add(hidden);
        layers.AddDense(definition.OutputSize);
        return layers._layers.ToImmutable();
    }

    private bool IsReference => _definition.Kernel == KernelKind.Reference;

    private void Add(HiddenLayer hidden)
    {
        if (hidden.OutputOf(_shape) is not { Height: >= 1, Width: >= 1 } output)
            throw new ArgumentException($"{hidden} does not fit over {_shape}.");
        switch (hidden)
        {
            case DenseHiddenLayer dense: AddDense(dense.Units); break;
            case ConvolutionHiddenLayer convolution: Add(convolution.ShapeOver(_shape)); break;
            case MaxPoolingHiddenLayer pooling: AddPooling(pooling.Size); break;
            default: throw new ArgumentException($"{hidden} is not known.");
        }

        _shape = output;
        _hasHidden = true;
        if (hidden.HasWeights)
            AddActivation();
    }

    private void AddPooling(int size)
    {
        if (IsReference)
            _layers.Add(new ReferenceMaxPoolingLayer<T>(_shape, size));
        else
            AddRowLayer(new MaxPoolingLayer<T>(_shape, size));
    }

    // A layer that takes each row by itself goes along with the convolution before it.
    private void AddRowLayer(ILayer<T> layer)
    {
        if (_layers.Count > 0 && _layers[^1] is ConvolutionLayer<T> convolution)
            convolution.Then(layer);
        else
            _layers.Add(layer);
    }

    private void AddWaiting()
    {
        if (_waiting is { } kind)
            AddRowLayer(kind.CreateLayer<T>(checked((int)_shape.Count)));
        _waiting = null;
    }

    private void Add(ConvolutionShape shape)
    {
        AddWaiting();
        string name = $"convolution_{++_convolutions}";
        _layers.Add(IsReference ? new ReferenceConvolutionLayer<T>(name, shape) : new ConvolutionLayer<T>(name, shape, _team));
    }

    private void AddDense(int units)
    {
        AddWaiting();
        if (_hasHidden)
            AddDropout(_definition.Dropout);
        string name = $"dense_{++_denses}";
        int inputs = checked((int)_shape.Count);
        _layers.Add(
            IsReference ? new ReferenceDenseLayer<T>(name, inputs, units) : new DenseLayer<T>(name, inputs, units, _team));
    }

    private void AddActivation()
    {
        int size = checked((int)_shape.Count);
        ActivationKind kind = _definition.ActivationOf(_weighted++);
        if (_definition.BatchNormalization)
            _layers.Add(new BatchNormalizationLayer<T>($"batch_normalization_{_weighted}", _shape));
        if (IsReference)
            _layers.Add(kind.CreateReferenceLayer<T>(size));
        else if (kind.CommutesWithMaximum)
            _waiting = kind;
        else
            AddRowLayer(kind.CreateLayer<T>(size));
    }

    private void AddDropout(double rate)
    {
        if (rate > 0)
            _layers.Add(new DropoutLayer<T>(
                checked((int)_shape.Count),
                rate,
                _dropoutRandom ?? throw new ArgumentException("Dropout needs random numbers.")));
    }
}
