using System.Collections.Immutable;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Networks;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Experiments.Training;

/// <summary>
/// Brings a trained network into layers of weights, biases and a function. What batch normalisation does outside of training is itself
/// a factor and a summand for each unit, s = scale / √(running_variance + 10⁻⁵): they go into weights, w·s, and biases,
/// (b − running_mean)·s + shift.
/// </summary>
internal static class NetworkLayerFolding
{
    // That of the layer of batch normalisation.
    private const double Epsilon = 1e-5;

    /// <param name="network">What is brought into layers.</param>
    /// <param name="activations">The names of the functions: one for all hidden layers, or one for each.</param>
    public static ImmutableArray<ClassifierLayer> Fold(Network<float> network, ImmutableArray<string> activations)
    {
        var tensors = network.Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        int hidden = network.Definition.HiddenSizes.Length;
        var layers = ImmutableArray.CreateBuilder<ClassifierLayer>(hidden + 1);
        for (int layer = 0; layer <= hidden; layer++)
        {
            float[] weights = tensors[$"dense_{layer + 1}.weight"].Values.ToArray();
            float[] biases = tensors[$"dense_{layer + 1}.bias"].Values.ToArray();
            if (layer < hidden && network.Definition.BatchNormalization)
                Fold(weights, biases, tensors, $"batch_normalization_{layer + 1}");
            layers.Add(new ClassifierLayer
            {
                Weights = [.. weights],
                Biases = [.. biases],
                Activation = layer == hidden ? "identity" : activations[activations.Length == 1 ? 0 : layer],
            });
        }

        return layers.MoveToImmutable();
    }

    private static void Fold(float[] weights, float[] biases, Dictionary<string, WeightTensor<float>> tensors, string name)
    {
        ReadOnlySpan<float> scale = tensors[$"{name}.scale"].Values, shift = tensors[$"{name}.shift"].Values;
        ReadOnlySpan<float> mean = tensors[$"{name}.running_mean"].Values, variance = tensors[$"{name}.running_variance"].Values;
        int units = biases.Length;
        var factors = new double[units];
        for (int j = 0; j < units; j++)
        {
            factors[j] = scale[j] / Math.Sqrt(variance[j] + Epsilon);
            biases[j] = (float)(((biases[j] - mean[j]) * factors[j]) + shift[j]);
        }

        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(weights[i] * factors[i % units]);
    }
}
