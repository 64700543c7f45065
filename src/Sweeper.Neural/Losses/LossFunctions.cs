using System.Numerics;
using Sweeper.Neural.Outputs;

namespace Sweeper.Neural.Losses;

/// <summary>Makes losses.</summary>
public static class LossFunctions
{
    /// <summary>A loss with its settings at their defaults, over the outputs that <paramref name="output"/> makes of the logits.</summary>
    /// <exception cref="ArgumentException">The loss is not defined over that output: see <see cref="Accepts"/>.</exception>
    public static ILoss<T> Create<T>(LossKind loss, OutputKind output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Create<T>(new LossDefinition { Kind = loss, Output = output });

    /// <summary>A loss.</summary>
    /// <exception cref="ArgumentException">The loss is not defined over its output: see <see cref="Accepts"/>.</exception>
    public static ILoss<T> Create<T>(LossDefinition definition)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!Accepts(definition.Kind, definition.Output))
            throw new ArgumentException($"{definition.Kind} is not defined over {definition.Output} outputs.", nameof(definition));

        return definition.Kind switch
        {
            LossKind.CrossEntropy => new CrossEntropyLoss<T>(definition.LabelSmoothing),
            LossKind.BinaryCrossEntropy => new BinaryCrossEntropyLoss<T>(),
            _ => new MeanSquaredErrorLoss<T>(OutputFunctions.Create<T>(definition.Output), definition.Reduction),
        };
    }

    /// <summary>Whether a loss goes with an output: cross-entropy with softmax, binary cross-entropy with sigmoid, squared error with any.</summary>
    public static bool Accepts(LossKind loss, OutputKind output) => loss switch
    {
        LossKind.CrossEntropy => output == OutputKind.Softmax,
        LossKind.BinaryCrossEntropy => output == OutputKind.Sigmoid,
        _ => true,
    };
}
