using System.Collections.Immutable;

namespace Sweeper.Neural.Layers;

/// <summary>One step of a network: a function of a batch of rows, and the derivative that goes with it.</summary>
/// <typeparam name="T">float in training; double where gradients are checked.</typeparam>
public interface ILayer<T>
    where T : unmanaged
{
    /// <summary>Numbers per row it takes.</summary>
    int InputSize { get; }

    /// <summary>Numbers per row it gives.</summary>
    int OutputSize { get; }

    /// <summary>Inputs that a unit has a weight for, by which first weights are scaled.</summary>
    int FanIn => InputSize;

    /// <summary>Units that an input has a weight for, by which first weights are scaled.</summary>
    int FanOut => OutputSize;

    /// <summary>What training adjusts; empty when there is nothing.</summary>
    ImmutableArray<WeightTensor<T>> Weights { get; }

    /// <summary>What training measures and evaluation uses; empty when there is nothing.</summary>
    ImmutableArray<WeightTensor<T>> Statistics => [];

    // input [rows, InputSize] → output [rows, OutputSize]; they may not overlap
    /// <summary>Computes the output of a batch.</summary>
    void Forward(ReadOnlySpan<T> input, Span<T> output, int rows);

    // outputGradient [rows, OutputSize] → inputGradient [rows, InputSize], and each weight's gradient
    /// <summary>
    /// From the derivative of the loss by the output computes those by the weights, overwriting their gradients, and by the
    /// input, unless <paramref name="inputGradient"/> is empty because nobody needs it. <paramref name="input"/> and
    /// <paramref name="output"/> are those of the last <see cref="Forward"/>.
    /// </summary>
    void Backward(
        ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int rows);
}

/// <summary>A layer that computes something else while it is trained.</summary>
internal interface ITrainingLayer
{
    /// <summary>Whether the next forward passes are part of training; false at first.</summary>
    bool IsTraining { get; set; }
}
