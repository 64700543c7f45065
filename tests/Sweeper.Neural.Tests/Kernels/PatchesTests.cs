using Sweeper.Neural.Kernels.Convolution;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Tests.Layers;

namespace Sweeper.Neural.Tests.Kernels;

public sealed class PatchesTests
{
    public static TheoryData<int, int, int, int, int, int, int, int> Cases => ConvolutionCases.All;

    [Theory]
    [MemberData(nameof(Cases))]
    public void GatherAndScatter_AnyShape_EqualPlainLoops(
        int first, int height, int width, int channels, int filters, int kernel, int stride, int padding)
    {
        ConvolutionShape shape = ConvolutionCases.Shape(height, width, channels, filters, kernel, stride, padding);
        FeatureShape padded = shape.PaddedInput, places = shape.Output;
        first %= places.Height * places.Width;
        int count = (places.Height * places.Width) - first, length = count * shape.PatchSize;
        float[] image = Numbered((int)padded.Count), patches = new float[length + Patches.Slack], sums = new float[image.Length];
        Array.Fill(patches, float.NaN);

        Patches.Gather<float>(shape, image, first, count, patches);
        Patches.Scatter<float>(shape, patches, first, count, sums);

        float[] expectedSums = new float[image.Length];
        for (int i = 0; i < length; i++)
        {
            int place = first + (i / shape.PatchSize), inPatch = i % shape.PatchSize, channel = inPatch % channels;
            int row =
                (place / places.Width * stride) + (inPatch / channels / kernel), column =
                    (place % places.Width * stride) + (inPatch / channels % kernel);
            int source = (((row * padded.Width) + column) * channels) + channel;
            Assert.Equal(image[source], patches[i]);
            expectedSums[source] += image[source];
        }

        Assert.Equal(expectedSums, sums);
    }

    [Fact]
    public void Gather_WithoutSlack_IsRefused()
    {
        ConvolutionShape shape = ConvolutionCases.Shape(4, 4, 1, 1, 3, 1, 1);

        Assert.Throws<ArgumentException>(() => Patches.Gather<float>(shape, new float[36], 0, 1, new float[1000]));
        Assert.Throws<ArgumentException>(() => Patches.Gather<float>(shape, new float[1000], 0, 1, new float[9]));
    }

    private static float[] Numbered(int count) => [.. Enumerable.Range(1, count + Patches.Slack).Select(i => (float)i)];
}
