using System.Collections.Immutable;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Initializers;

namespace Sweeper.Neural.Networks;

/// <summary>The shape of a fully connected network and how it starts.</summary>
public sealed record NetworkDefinition
{
    /// <summary>Numbers per example; at least 1.</summary>
    public required int InputSize { get; init; }

    /// <summary>Units of each hidden layer, the first layer first; empty for a linear model. Each at least 1.</summary>
    public required ImmutableArray<int> HiddenSizes { get; init; }

    /// <summary>Classes; at least 1.</summary>
    public required int OutputSize { get; init; }

    /// <summary>The activation of every hidden layer.</summary>
    public required ActivationKind Activation { get; init; }

    public required IInitializer Initializer { get; init; }

    /// <summary>The number of weights and biases; exact for any sizes.</summary>
    public Int128 WeightCount
    {
        get
        {
            Int128 count = 0;
            int previous = InputSize;
            foreach (int size in HiddenSizes.Append(OutputSize))
            {
                count += ((Int128)previous + 1) * size;
                previous = size;
            }

            return count;
        }
    }

    /// <summary>
    /// About how many bytes training needs in single precision: weights, their gradients and a copy of the best, and for every row
    /// of a batch the values and derivatives of each unit.
    /// </summary>
    /// <param name="rows">Rows of the largest batch.</param>
    public Int128 EstimateTrainingBytes(int rows)
    {
        Int128 units = (Int128)InputSize + OutputSize + HiddenSizes.Aggregate(Int128.Zero, (sum, size) => sum + (2 * (Int128)size));
        return sizeof(float) * ((3 * WeightCount) + (2 * units * rows));
    }
}
