using System.Collections.Immutable;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Shapes;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Training.SavedModels;

/// <summary>
/// Brings a trained network into layers of weights, biases and a function. What batch normalisation does outside of training is
/// itself a factor and a summand for each unit, s = scale / √(running_variance + ε): they go into weights, w·s, and biases, (b −
/// running_mean)·s + shift.
/// </summary>
internal sealed class NetworkLayerFolding
{
    private readonly Dictionary<string, WeightTensor<float>> _tensors;
    private readonly NetworkDefinition _definition;
    private readonly ImmutableArray<string> _activations;
    private int _convolutions;
    private int _denses;
    private int _weighted;

    private NetworkLayerFolding(Network<float> network, ImmutableArray<string> activations)
    {
        _tensors = network.Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        _definition = network.Definition;
        _activations = activations;
    }

    /// <param name="network">What is brought into layers.</param>
    /// <param name="activations">The names of the functions: one for all hidden layers with weights, or one for each.</param>
    public static ImmutableArray<ClassifierLayer> Fold(Network<float> network, ImmutableArray<string> activations)
    {
        var folding = new NetworkLayerFolding(network, activations);
        IEnumerable<FeatureShape> inputs = network.Definition.HiddenShapes.Prepend(network.Definition.Input);
        return
        [
            .. network.Definition.HiddenLayers.Zip(inputs, folding.Hidden),
            folding.Dense(isLast: true),
        ];
    }

    private ClassifierLayer Hidden(HiddenLayer layer, FeatureShape input) => layer switch
    {
        MaxPoolingHiddenLayer pooling =>
            new MaxPoolingClassifierLayer { Height = input.Height, Width = input.Width, Channels = input.Channels,
                Size = pooling.Size },
        ConvolutionHiddenLayer convolution => Convolution(convolution.ShapeOver(input)),
        _ => Dense(isLast: false),
    };

    private DenseClassifierLayer Dense(bool isLast)
    {
        (ImmutableArray<float> weights, ImmutableArray<float> biases, string activation) =
            Weighted($"dense_{++_denses}", isLast);
        return new DenseClassifierLayer { Weights = weights, Biases = biases, Activation = activation };
    }

    private ConvolutionClassifierLayer Convolution(ConvolutionShape shape)
    {
        (ImmutableArray<float> weights, ImmutableArray<float> biases, string activation) = Weighted(
            $"convolution_{++_convolutions}", isLast: false);
        return new ConvolutionClassifierLayer
        {
            Weights = weights,
            Biases = biases,
            Activation = activation,
            Height = shape.Input.Height,
            Width = shape.Input.Width,
            Channels = shape.Input.Channels,
            KernelSize = shape.KernelSize,
            Stride = shape.Stride,
            Padding = shape.Padding,
        };
    }

    private (ImmutableArray<float> Weights, ImmutableArray<float> Biases, string Activation) Weighted(string name, bool isLast)
    {
        float[] weights = _tensors[$"{name}.weight"].Values.ToArray(), biases = _tensors[$"{name}.bias"].Values.ToArray();
        int place = _weighted++;
        if (!isLast && _definition.BatchNormalization)
            Fold(weights, biases, $"batch_normalization_{place + 1}");
        return ([.. weights], [.. biases], isLast ? ActivationKind.Identity.Name
            : _activations[_activations.Length == 1 ? 0 : place]);
    }

    private void Fold(float[] weights, float[] biases, string name)
    {
        ReadOnlySpan<float> scale = _tensors[$"{name}.scale"].Values, shift = _tensors[$"{name}.shift"].Values;
        ReadOnlySpan<float> mean =
            _tensors[$"{name}.running_mean"].Values, variance = _tensors[$"{name}.running_variance"].Values;
        int units = biases.Length;
        var factors = new double[units];
        for (int j = 0; j < units; j++)
        {
            factors[j] = scale[j] / Math.Sqrt(variance[j] + BatchNormalizationLayer<float>.Epsilon);
            biases[j] = (float)(((biases[j] - mean[j]) * factors[j]) + shift[j]);
        }

        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(weights[i] * factors[i % units]);
    }
}
