namespace Sweeper.Neural.Shapes;

/// <summary>How the filters of a convolution lie over its input.</summary>
/// <param name="Input">What they lie over.</param>
/// <param name="Filters">How many there are, which are the channels of the output; at least 1.</param>
/// <param name="KernelSize">Their height and width; at least 1.</param>
/// <param name="Stride">Positions from one place of a filter to the next, in both directions; at least 1.</param>
/// <param name="Padding">Rows and columns of zeros on each side of the input; 0 up to the kernel size − 1.</param>
public readonly record struct ConvolutionShape(FeatureShape Input, int Filters, int KernelSize, int Stride, int Padding)
{
    /// <summary>The input with the zeros around it.</summary>
    public FeatureShape PaddedInput => new(Input.Height + (2 * Padding), Input.Width + (2 * Padding), Input.Channels);

    /// <summary>Numbers under a filter: [kernel rows, kernel columns, input channels].</summary>
    public int PatchSize => checked(KernelSize * KernelSize * Input.Channels);

    /// <summary>
    /// Places of a filter down and across, and a channel for each filter; a size below 1 when the filters do not fit in the
    /// input.
    /// </summary>
    public FeatureShape Output => new(Places(Input.Height), Places(Input.Width), Filters);

    private int Places(int size) => size + (2 * Padding) < KernelSize ? 0 : ((size + (2 * Padding) - KernelSize) / Stride) + 1;
}
