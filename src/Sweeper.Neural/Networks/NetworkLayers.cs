using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Networks;

/// <summary>
/// Makes the layers of a network: dropout of the inputs, then for each hidden layer dense, batch normalisation, activation and
/// dropout, and a dense layer for the logits.
/// </summary>
internal static class NetworkLayers
{
    /// <summary>The layers, with weights at 0.</summary>
    /// <exception cref="ArgumentException">There is dropout and nothing to draw from, or an activation too few or too many.</exception>
    public static ImmutableArray<ILayer<T>> Create<T>(NetworkDefinition definition, RandomSource? dropoutRandom, WorkerTeam? team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!definition.LayerActivations.IsEmpty && definition.LayerActivations.Length != definition.HiddenSizes.Length)
            throw new ArgumentException($"{definition.LayerActivations.Length} activations do not fit {definition.HiddenSizes.Length} hidden layers.");

        var layers = ImmutableArray.CreateBuilder<ILayer<T>>();
        int inputs = definition.InputSize;
        AddDropout(definition.InputDropout);
        for (int i = 0; i < definition.HiddenSizes.Length; i++)
        {
            int size = definition.HiddenSizes[i];
            layers.Add(Dense<T>(definition.Kernel, i + 1, inputs, size, team));
            inputs = size;
            if (definition.BatchNormalization)
                layers.Add(new BatchNormalizationLayer<T>($"batch_normalization_{i + 1}", size));
            layers.Add(Activation<T>(definition, i));
            AddDropout(definition.Dropout);
        }

        layers.Add(Dense<T>(definition.Kernel, definition.HiddenSizes.Length + 1, inputs, definition.OutputSize, team));
        return layers.ToImmutable();

        void AddDropout(double rate)
        {
            if (rate > 0)
                layers.Add(new DropoutLayer<T>(inputs, rate, dropoutRandom ?? throw new ArgumentException("Dropout needs random numbers.")));
        }
    }

    private static ILayer<T> Dense<T>(KernelKind kernel, int number, int inputs, int outputs, WorkerTeam? team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kernel == KernelKind.Reference
        ? new ReferenceDenseLayer<T>($"dense_{number}", inputs, outputs)
        : new DenseLayer<T>($"dense_{number}", inputs, outputs, team);

    private static ILayer<T> Activation<T>(NetworkDefinition definition, int layer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => definition.Kernel == KernelKind.Reference
        ? new ReferenceActivationLayer<T>(definition.ActivationOf(layer), definition.HiddenSizes[layer])
        : ActivationLayers.Create<T>(definition.ActivationOf(layer), definition.HiddenSizes[layer]);
}
