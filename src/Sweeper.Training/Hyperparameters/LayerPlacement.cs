using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Shapes;

namespace Sweeper.Training.Hyperparameters;

/// <summary>
/// Whether each layer of an architecture can be where it is: over what it is given, and not where there are no places any more.
/// </summary>
/// <param name="layers">The hidden layers.</param>
/// <param name="firstNumber">By what number the first of them is called.</param>
internal sealed class LayerPlacement(ImmutableArray<HiddenLayer> layers, int firstNumber = 1)
{
    /// <summary>
    /// The first layer that cannot be where it is, counted from 0, and why, completing "layer 6 is p2, …"; null when all can.
    /// </summary>
    /// <param name="input">
    /// What the first layer is given; null when that is not known, and only their order is looked at.
    /// </param>
    public (int Index, string Reason)? FirstWrong(FeatureShape? input)
    {
        FeatureShape? shape = input;
        for (int i = 0; i < layers.Length; i++)
        {
            if (layers[i] is not DenseHiddenLayer && i > 0 && layers[i - 1] is DenseHiddenLayer dense)
                return (i, $"after the fully connected {LayerNotation.Write(dense)}, whose units have no rows and columns; "
                    + "convolutions and pooling come before fully connected layers");
            FeatureShape? output = shape is { } given ? layers[i].OutputOf(given) : null;
            if (output is { Height: < 1 } or { Width: < 1 })
                return (i, TooLarge(i, shape!.Value));
            shape = output;
        }

        return null;
    }

    private string TooLarge(int index, FeatureShape given)
    {
        string over = index == 0
            ? $"an image of {given}"
            : string.Create(CultureInfo.InvariantCulture, $"the {given} that layer {firstNumber + index - 1} gives");
        return layers[index] switch
        {
            MaxPoolingHiddenLayer pooling => string.Create(
                CultureInfo.InvariantCulture,
                $"whose squares of {pooling.Size}×{pooling.Size} are larger than {over}; leave it out, or pool less before it"),
            ConvolutionHiddenLayer convolution => string.Create(
                CultureInfo.InvariantCulture,
                $"whose filters of {convolution.KernelSize}×{convolution.KernelSize} are larger than {over}; "
                    + $"{Advice(convolution, given)}"),
            _ => throw new InvalidOperationException("Units fit over anything."),
        };
    }

    private static string Advice(ConvolutionHiddenLayer convolution, FeatureShape given)
    {
        ConvolutionHiddenLayer padded = convolution with { IsPadded = true };
        return !convolution.IsPadded && padded.OutputOf(given) is { Height: >= 1, Width: >= 1 }
            ? $"make them smaller, or write {LayerNotation.Write(padded)} for zeros around it"
            : "make them smaller";
    }
}
