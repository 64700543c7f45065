using System.Numerics;

namespace Sweeper.Neural.Outputs;

/// <summary>Makes output functions.</summary>
internal static class OutputFunctions
{
    public static IOutputFunction<T> Create<T>(OutputKind kind)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kind switch
        {
            OutputKind.Identity => new IdentityOutput<T>(),
            OutputKind.Sigmoid => new SigmoidOutput<T>(),
            OutputKind.Softmax => new SoftmaxOutput<T>(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
