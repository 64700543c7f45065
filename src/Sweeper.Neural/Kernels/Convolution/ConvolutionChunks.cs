namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>Into what pieces the passes of a convolution are cut.</summary>
internal static class ConvolutionChunks
{
    /// <summary>
    /// So many groups of images add up the derivative by the weights, each in a copy of its own: enough to occupy most
    /// processors.
    /// </summary>
    public const int Groups = 8;

    // Numbers in the patches that are made at once: few enough to stay in the second-level cache of any processor.
    private const int UsualNumbers = 16 << 10;
    private const int LeastPlaces = 48;

    /// <summary>How many patches of a size are gathered at once.</summary>
    public static int PlacesOf(Int128 patchSize) => (int)Int128.Max(UsualNumbers / patchSize, LeastPlaces);
}
