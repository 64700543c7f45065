using System.Collections.Immutable;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Kernels;

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

    /// <summary>The activation of every hidden layer, unless <see cref="LayerActivations"/> says otherwise.</summary>
    public required ActivationKind Activation { get; init; }

    /// <summary>The activation of each hidden layer; empty when all have <see cref="Activation"/>.</summary>
    public ImmutableArray<ActivationKind> LayerActivations { get; init; } = [];

    public required IInitializer Initializer { get; init; }

    /// <summary>Whether biases are drawn by <see cref="Initializer"/> as well, each layer's after its weights; otherwise they start at zero.</summary>
    public bool DrawsBiases { get; init; }

    /// <summary>Whether the units of hidden layers are normalised over each batch before their activation.</summary>
    public bool BatchNormalization { get; init; }

    /// <summary>The probability with which training drops a unit of a hidden layer; 0 … below 1.</summary>
    public double Dropout { get; init; }

    /// <summary>The probability with which training drops an input; 0 … below 1.</summary>
    public double InputDropout { get; init; }

    public KernelKind Kernel { get; init; } = KernelKind.Vector;

    /// <summary>The number of weights, biases and, under batch normalisation, scales and shifts; exact for any sizes.</summary>
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

            return BatchNormalization ? count + (2 * HiddenUnits) : count;
        }
    }

    private Int128 HiddenUnits => HiddenSizes.Aggregate(Int128.Zero, (sum, size) => sum + size);

    /// <summary>The activation of a hidden layer, counted from 0.</summary>
    public ActivationKind ActivationOf(int hiddenLayer) =>
        LayerActivations.IsEmpty ? Activation : LayerActivations[hiddenLayer];

    /// <summary>
    /// About how many bytes training needs in single precision: weights, their gradients, a copy of the best and what the optimiser
    /// remembers, and for every row of a batch the inputs, and the values and derivatives of each unit.
    /// </summary>
    /// <param name="rows">Rows of the largest batch.</param>
    /// <param name="statesPerWeight">Numbers that the optimiser remembers per weight.</param>
    public Int128 EstimateTrainingBytes(int rows, int statesPerWeight = 0)
    {
        int layers = 2 + (BatchNormalization ? 1 : 0) + (Dropout > 0 ? 2 : 0);
        Int128 inputs = InputSize * (Int128)(InputDropout > 0 ? 3 : 1);
        Int128 units = OutputSize + (layers * HiddenUnits);
        return sizeof(float) * (((3 + statesPerWeight) * WeightCount) + ((inputs + (2 * units)) * rows));
    }
}
