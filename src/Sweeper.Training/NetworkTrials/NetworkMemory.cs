using System.Globalization;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Shapes;
using Sweeper.Sweeps;
using Sweeper.Training.Hyperparameters;

namespace Sweeper.Training.NetworkTrials;

/// <summary>What training a network takes of the machine's memory, known before anything is allocated for it.</summary>
internal static class NetworkMemory
{
    // What arrays need beyond their elements to begin at a cache line.
    private const int Margin = 64;

    /// <summary>About how many bytes training needs.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="rows">Rows of the largest batch.</param>
    /// <param name="statesPerWeight">
    /// Numbers that the optimiser remembers per weight; they are copied while they are saved.
    /// </param>
    /// <param name="threads">How many share the work of a step; at least 1.</param>
    /// <param name="memory">What there is.</param>
    /// <exception cref="TrialRefusedException">
    /// That is too little, or an array of it would have more elements than arrays can have.
    /// </exception>
    public static Int128 Measure(NetworkDefinition definition, int rows, int statesPerWeight, int threads, MachineMemory memory)
    {
        Int128 needed = definition.EstimateTrainingBytes(rows, 2 * statesPerWeight, threads);
        memory.Check(needed);
        FeatureShape previous = definition.Input;
        CheckBatch(rows, previous.Count);
        foreach (HiddenLayer layer in definition.HiddenLayers.Append(new DenseHiddenLayer(definition.OutputSize)))
        {
            CheckLayer(layer, previous);
            previous = layer.OutputOf(previous);
            CheckBatch(rows, previous.Count);
        }

        return needed;
    }

    private static void CheckLayer(HiddenLayer layer, FeatureShape input)
    {
        if (layer is not ConvolutionHiddenLayer convolution)
        {
            CheckLength(
                layer.WeightCountOf(input), $"a layer of {input.Count} inputs and {layer.OutputOf(input).Count} units has");
            return;
        }

        CheckLength(layer.WeightCountOf(input), $"the convolution {LayerNotation.Write(layer)} over {input} has");
        CheckLength(convolution.PaddedNumbersOf(input), $"the convolution {LayerNotation.Write(layer)} over {input} reads");
    }

    private static void CheckBatch(int rows, long size) =>
        CheckLength((Int128)rows * size, $"a batch of {rows} rows of {size} numbers has");

    private static void CheckLength(Int128 length, FormattableString what)
    {
        if (length > Array.MaxLength - Margin)
        {
            throw new TrialRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{what.ToString(CultureInfo.InvariantCulture)} {length:N0} numbers, "
                + $"more than the limit of {Array.MaxLength - Margin:N0}; use smaller layers or batches"));
        }
    }
}
