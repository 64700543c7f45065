using System.Numerics;
using Sweeper.Neural.Activations;

namespace Sweeper.Neural.Layers;

/// <summary>Makes the layer that applies an activation.</summary>
public static class ActivationLayers
{
    /// <summary>A layer of <paramref name="size"/> units, each passed through the activation, computed with registers.</summary>
    public static ILayer<T> Create<T>(ActivationKind kind, int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kind switch
        {
            ActivationKind.Sigmoid => new ActivationLayer<T, SigmoidActivation<T>>(size),
            ActivationKind.Tanh => new ActivationLayer<T, TanhActivation<T>>(size),
            ActivationKind.Relu => new ActivationLayer<T, ReluActivation<T>>(size),
            ActivationKind.LeakyRelu => new ActivationLayer<T, LeakyReluActivation<T>>(size),
            ActivationKind.Elu => new ActivationLayer<T, EluActivation<T>>(size),
            ActivationKind.Gelu => new ActivationLayer<T, GeluActivation<T>>(size),
            ActivationKind.Swish => new ActivationLayer<T, SwishActivation<T>>(size),
            ActivationKind.Softplus => new ActivationLayer<T, SoftplusActivation<T>>(size),
            ActivationKind.Identity => new ActivationLayer<T, IdentityActivation<T>>(size),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
