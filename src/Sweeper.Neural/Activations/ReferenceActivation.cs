using System.Numerics;

namespace Sweeper.Neural.Activations;

/// <summary>Every activation of a single number, straight from its formula; the types that bear their names cite the sources.</summary>
internal static class ReferenceActivation
{
    /// <summary>f(x).</summary>
    public static T Value<T>(ActivationKind kind, T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kind switch
        {
            ActivationKind.Sigmoid => Sigmoid(x),
            ActivationKind.Tanh => T.Tanh(x),
            ActivationKind.Relu => T.Max(x, T.Zero),
            ActivationKind.LeakyRelu => x > T.Zero ? x : Number<T>(0.01) * x,
            ActivationKind.Elu => x > T.Zero ? x : T.Exp(x) - T.One,
            ActivationKind.Gelu => Number<T>(0.5) * x * (T.One + T.Tanh(GeluArgument(x))),
            ActivationKind.Swish => x * Sigmoid(x),
            ActivationKind.Softplus => T.Max(x, T.Zero) + T.Log(T.One + T.Exp(-T.Abs(x))),
            ActivationKind.Identity => x,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>f′(x).</summary>
    public static T Derivative<T>(ActivationKind kind, T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kind switch
        {
            ActivationKind.Sigmoid => Sigmoid(x) * (T.One - Sigmoid(x)),
            ActivationKind.Tanh => T.One - (T.Tanh(x) * T.Tanh(x)),
            ActivationKind.Relu => x > T.Zero ? T.One : T.Zero,
            ActivationKind.LeakyRelu => x > T.Zero ? T.One : Number<T>(0.01),
            ActivationKind.Elu => x > T.Zero ? T.One : T.Exp(x),
            ActivationKind.Gelu => GeluDerivative(x),
            ActivationKind.Swish => Sigmoid(x) + (x * Sigmoid(x) * (T.One - Sigmoid(x))),
            ActivationKind.Softplus => Sigmoid(x),
            ActivationKind.Identity => T.One,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private static T Sigmoid<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));

    // √(2/π)·(x + 0.044715·x³)
    private static T GeluArgument<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Number<T>(Math.Sqrt(2 / Math.PI)) * (x + (Number<T>(0.044715) * x * x * x));

    private static T GeluDerivative<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T tanh = T.Tanh(GeluArgument(x));
        T slope = Number<T>(Math.Sqrt(2 / Math.PI)) * (T.One + (Number<T>(3 * 0.044715) * x * x));
        return Number<T>(0.5) * (T.One + tanh + (x * (T.One - (tanh * tanh)) * slope));
    }

    private static T Number<T>(double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(value);
}
