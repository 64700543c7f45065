using Sweeper.Neural.Kernels.Convolution;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Networks;

/// <summary>A convolution: filters that are moved over the input, each of which gives a channel of the output.</summary>
/// <param name="Filters">At least 1.</param>
/// <param name="KernelSize">Height and width of a filter; at least 1.</param>
/// <param name="Stride">Positions from one place of a filter to the next; at least 1.</param>
/// <param name="IsPadded">
/// Whether (KernelSize − 1) / 2 rows and columns of zeros surround the input, so that an odd size and a stride of 1 give an output as high and
/// wide as the input; otherwise filters lie wholly inside of it.
/// </param>
public sealed record ConvolutionHiddenLayer(int Filters, int KernelSize, int Stride = 1, bool IsPadded = true) : HiddenLayer
{
    public override bool HasWeights => true;

    /// <summary>How it lies over an input.</summary>
    public ConvolutionShape ShapeOver(FeatureShape input) => new(input, Filters, KernelSize, Stride, IsPadded ? (KernelSize - 1) / 2 : 0);

    /// <summary>Numbers under the filter in as many places as are gathered at once, by each thread; exact for any sizes.</summary>
    public Int128 PatchNumbersOf(FeatureShape input)
    {
        Int128 patch = (Int128)KernelSize * KernelSize * input.Channels;
        return patch * ConvolutionChunks.PlacesOf(patch);
    }

    // The gradients of the groups and the weights turned round; and for each thread its patches, and an image and its derivative with the zeros around.
    public override Int128 WorkingNumbersOf(FeatureShape input, int threads) =>
        ((ConvolutionChunks.Groups + 1) * WeightCountOf(input))
        + (threads * (PatchNumbersOf(input) + (2 * (Int128)ShapeOver(input).PaddedInput.Count)));

    public override FeatureShape OutputOf(FeatureShape input) => ShapeOver(input).Output;

    public override Int128 WeightCountOf(FeatureShape input) => (((Int128)KernelSize * KernelSize * input.Channels) + 1) * Filters;

    public override Int128 MultiplicationsOf(FeatureShape input) => (Int128)KernelSize * KernelSize * input.Channels * OutputOf(input).Count;
}
