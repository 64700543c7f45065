using System.Collections.Immutable;
using Sweeper.Neural.Kernels.Convolution;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Networks;

/// <summary>A hidden layer as it is declared, whatever it is given.</summary>
public abstract record HiddenLayer
{
    private protected HiddenLayer()
    {
    }

    /// <summary>Whether it has weights, and with them batch normalisation and an activation.</summary>
    public abstract bool HasWeights { get; }

    /// <summary>What it gives for an input; a size below 1 when it does not fit over the input.</summary>
    public abstract FeatureShape OutputOf(FeatureShape input);

    /// <summary>Its weights and biases for an input; exact for any sizes.</summary>
    public abstract Int128 WeightCountOf(FeatureShape input);

    /// <summary>What it multiplies to compute its output for one image; exact for any sizes.</summary>
    public abstract Int128 MultiplicationsOf(FeatureShape input);

    /// <summary>
    /// Numbers that training keeps for its sake besides its weights and what it gives, whatever the batch; exact for any sizes.
    /// </summary>
    /// <param name="input">What it is given.</param>
    /// <param name="threads">How many share its work; at least 1.</param>
    public virtual Int128 WorkingNumbersOf(FeatureShape input, int threads) => 0;

    /// <summary>Fully connected layers of some sizes.</summary>
    public static ImmutableArray<HiddenLayer> Dense(params IEnumerable<int> sizes) =>
        [.. sizes.Select(s => new DenseHiddenLayer(s))];
}

/// <summary>A fully connected hidden layer; places in its input mean nothing to it.</summary>
/// <param name="Units">At least 1.</param>
public sealed record DenseHiddenLayer(int Units) : HiddenLayer
{
    public override bool HasWeights => true;

    public override FeatureShape OutputOf(FeatureShape input) => FeatureShape.Flat(Units);

    public override Int128 WeightCountOf(FeatureShape input) => ((Int128)input.Count + 1) * Units;

    public override Int128 MultiplicationsOf(FeatureShape input) => (Int128)input.Count * Units;
}

/// <summary>A convolution: filters that are moved over the input, each of which gives a channel of the output.</summary>
/// <param name="Filters">At least 1.</param>
/// <param name="KernelSize">Height and width of a filter; at least 1.</param>
/// <param name="Stride">Positions from one place of a filter to the next; at least 1.</param>
/// <param name="IsPadded">
/// Whether (KernelSize − 1) / 2 rows and columns of zeros surround the input, so that an odd size and a stride of 1 give an
/// output as high and wide as the input; otherwise filters lie wholly inside of it.
/// </param>
public sealed record ConvolutionHiddenLayer(int Filters, int KernelSize, int Stride = 1, bool IsPadded = true) : HiddenLayer
{
    public override bool HasWeights => true;

    /// <summary>How it lies over an input.</summary>
    public ConvolutionShape ShapeOver(FeatureShape input) =>
        new(input, Filters, KernelSize, Stride, IsPadded ? (KernelSize - 1) / 2 : 0);

    /// <summary>Numbers of the input with the zeros around it; exact for any sizes.</summary>
    public Int128 PaddedNumbersOf(FeatureShape input)
    {
        Int128 margin = 2 * ShapeOver(input).Padding;
        return (input.Height + margin) * (input.Width + margin) * input.Channels;
    }

    // The gradients of the groups, and the weights in panels, as they are and turned round; tables of what lies where; and for
    // each thread an image with the zeros around it, and the derivative by its output, once with the zeros around it and once in
    // panels.
    public override Int128 WorkingNumbersOf(FeatureShape input, int threads) =>
        ((ConvolutionWork<float>.Groups + 3) * WeightCountOf(input))
        + ((Int128)KernelSize * KernelSize * ((3 * input.Channels) + Filters))
        + ((Int128)3 * OutputOf(input).Height * OutputOf(input).Width) + ((Int128)2 * input.Height * input.Width)
        + (threads * (PaddedNumbersOf(input) + (2 * (Int128)OutputOf(input).Count)));

    public override FeatureShape OutputOf(FeatureShape input) => ShapeOver(input).Output;

    public override Int128 WeightCountOf(FeatureShape input) =>
        (((Int128)KernelSize * KernelSize * input.Channels) + 1) * Filters;

    public override Int128 MultiplicationsOf(FeatureShape input) =>
        (Int128)KernelSize * KernelSize * input.Channels * OutputOf(input).Count;
}

/// <summary>
/// Takes the largest number of each channel in squares that lie side by side. Rows and columns at the end that do not fill a
/// square are left out.
/// </summary>
/// <param name="Size">Height and width of a square; at least 1.</param>
public sealed record MaxPoolingHiddenLayer(int Size) : HiddenLayer
{
    public override bool HasWeights => false;

    public override FeatureShape OutputOf(FeatureShape input) =>
        input with { Height = input.Height / Size, Width = input.Width / Size };

    public override Int128 WeightCountOf(FeatureShape input) => 0;

    public override Int128 MultiplicationsOf(FeatureShape input) => 0;
}
