using System.Collections.Immutable;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Networks;

/// <summary>The shape of a network and how it starts.</summary>
public sealed record NetworkDefinition
{
    /// <summary>What it is given for each image.</summary>
    public required FeatureShape Input { get; init; }

    /// <summary>First to last; empty for a linear model. Each must fit over what the one before it gives.</summary>
    public required ImmutableArray<HiddenLayer> HiddenLayers { get; init; }

    /// <summary>Classes; at least 1.</summary>
    public required int OutputSize { get; init; }

    /// <summary>
    /// The activation of every hidden layer that has weights, unless <see cref="LayerActivations"/> says otherwise.
    /// </summary>
    public required ActivationKind Activation { get; init; }

    /// <summary>The activation of each hidden layer that has weights; empty when all have <see cref="Activation"/>.</summary>
    public ImmutableArray<ActivationKind> LayerActivations { get; init; } = [];

    public required IInitializer Initializer { get; init; }

    /// <summary>
    /// Whether biases are drawn by <see cref="Initializer"/> as well, each layer's after its weights; otherwise they start at
    /// zero.
    /// </summary>
    public bool DrawsBiases { get; init; }

    /// <summary>
    /// Whether the units of hidden layers with weights are normalised over each batch before their activation; the places of a
    /// channel share one mean and variance.
    /// </summary>
    public bool BatchNormalization { get; init; }

    /// <summary>
    /// The probability with which training drops a unit that a fully connected layer takes from a hidden layer; 0 … below 1.
    /// </summary>
    public double Dropout { get; init; }

    /// <summary>The probability with which training drops an input; 0 … below 1.</summary>
    public double InputDropout { get; init; }

    public KernelKind Kernel { get; init; } = KernelKind.Vector;

    /// <summary>What each hidden layer gives for an image.</summary>
    public IEnumerable<FeatureShape> HiddenShapes
    {
        get
        {
            FeatureShape shape = Input;
            foreach (HiddenLayer layer in HiddenLayers)
                yield return shape = layer.OutputOf(shape);
        }
    }

    /// <summary>The number of weights, biases and, under batch normalisation, scales and shifts; exact for any sizes.</summary>
    public Int128 WeightCount
    {
        get
        {
            Int128 count = Sum((layer, input) => layer.WeightCountOf(input));
            return BatchNormalization
                ? count + (2 * Weighted.Aggregate(Int128.Zero, (sum, shape) => sum + shape.Channels))
                : count;
        }
    }

    /// <summary>What is multiplied to compute the logits of one image; exact for any sizes.</summary>
    public Int128 Multiplications => Sum((layer, input) => layer.MultiplicationsOf(input));

    // What the hidden layers with weights give.
    private IEnumerable<FeatureShape> Weighted =>
        HiddenLayers.Zip(HiddenShapes).Where(l => l.First.HasWeights).Select(l => l.Second);

    /// <summary>The activation of a hidden layer, counted from 0 among those that have weights.</summary>
    public ActivationKind ActivationOf(int weightedLayer) =>
        LayerActivations.IsEmpty ? Activation : LayerActivations[weightedLayer];

    /// <summary>
    /// About how many bytes training needs in single precision: weights, their gradients, a copy of the best and what the
    /// optimiser remembers, what convolutions gather, and for every row of a batch the inputs, and the values and derivatives of
    /// each unit.
    /// </summary>
    /// <param name="rows">Rows of the largest batch.</param>
    /// <param name="statesPerWeight">Numbers that the optimiser remembers per weight.</param>
    /// <param name="threads">How many share the work of a step; at least 1.</param>
    public Int128 EstimateTrainingBytes(int rows, int statesPerWeight = 0, int threads = 1)
    {
        Int128 inputs = Input.Count * (Int128)(InputDropout > 0 ? 3 : 1);
        IEnumerable<HiddenLayer?> next = HiddenLayers.Skip(1).Append(null);
        Int128 units = (2 * OutputSize) + HiddenLayers.Zip(HiddenShapes, next)
            .Aggregate(Int128.Zero, (sum, l) => sum + ((Int128)NumbersOf(l.First, l.Third) * l.Second.Count));
        Int128 working = Kernel == KernelKind.Reference ? 0 : Sum((layer, input) => layer.WorkingNumbersOf(input, threads));
        return sizeof(float) * (((3 + statesPerWeight) * WeightCount) + working + ((inputs + units) * rows));
    }

    // Values and derivatives for each unit: its own, those of batch normalisation and of its activation; and of the dropout
    // before the fully connected layer that follows, with its factors. A convolution keeps no derivatives between itself and
    // what takes its images one by one.
    private int NumbersOf(HiddenLayer hidden, HiddenLayer? next)
    {
        int dropout = Dropout > 0 && (next is null or DenseHiddenLayer) ? 4 : 0;
        if (!hidden.HasWeights)
            return 3 + dropout;
        return hidden is ConvolutionHiddenLayer && Kernel == KernelKind.Vector && !BatchNormalization
            ? (next is MaxPoolingHiddenLayer ? 2 : 3) + dropout
            : (BatchNormalization ? 6 : 4) + dropout;
    }

    private Int128 Sum(Func<HiddenLayer, FeatureShape, Int128> count) => HiddenLayers.Append(new DenseHiddenLayer(OutputSize))
        .Zip(HiddenShapes.Prepend(Input)).Aggregate(Int128.Zero, (sum, l) => sum + count(l.First, l.Second));
}
