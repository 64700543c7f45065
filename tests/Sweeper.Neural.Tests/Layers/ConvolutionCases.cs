using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Tests.Layers;

/// <summary>
/// Convolutions of every kind: padded or not, with strides, filters as large as the image or of one position, one channel or
/// several.
/// </summary>
internal static class ConvolutionCases
{
    public static TheoryData<int, int, int, int, int, int, int, int> All => new()
    {
        // rows, height, width, channels, filters, kernel, stride, padding
        { 1, 1, 1, 1, 1, 1, 1, 0 },
        { 2, 5, 4, 1, 3, 3, 1, 1 },
        { 3, 6, 7, 2, 4, 3, 1, 0 },
        { 9, 5, 5, 3, 5, 3, 2, 1 },
        { 2, 4, 6, 2, 17, 1, 1, 0 },
        { 2, 5, 5, 2, 3, 5, 1, 2 },
        { 11, 5, 5, 1, 2, 5, 1, 0 },
        { 2, 7, 5, 3, 2, 4, 3, 1 },
        { 1, 3, 3, 2, 2, 5, 1, 4 },
        { 2, 6, 7, 2, 9, 2, 3, 0 },
        { 3, 9, 8, 3, 8, 5, 2, 2 },
        { 2, 7, 6, 16, 8, 3, 1, 1 },
    };

    public static ConvolutionShape Shape(
        int height, int width, int channels, int filters, int kernel, int stride, int padding) =>
        new(new FeatureShape(height, width, channels), filters, kernel, stride, padding);
}
