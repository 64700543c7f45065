using Sweeper.Neural.Images;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Training;

namespace Sweeper.Neural.Tests.Training;

public sealed class ImageBatchTests
{
    [Fact]
    public void Gather_IndicesInAnyOrder_HoldsTheirScaledPixelsAndLabels()
    {
        var images = new LabelledImages(2, 1, [0, 2, 4, 6, 8, 255], [7, 8, 9]);
        var batch = new ImageBatch<float>(0.5, allowsSparse: true);

        batch.Gather(images, [2, 0, 2]);

        LayerInput<float> input = batch.Input;
        Assert.False(input.IsSparse);
        Assert.Equal(3, input.Rows);
        Assert.Equal([4, 127.5f, 0, 1, 4, 127.5f], input.Dense.ToArray());
        Assert.Equal<byte>([9, 7, 9], batch.Labels.ToArray());
    }

    [Fact]
    public void Gather_FewerThanBefore_KeepsNoneOfThem()
    {
        var images = new LabelledImages(1, 1, [10, 20, 30], [0, 1, 2]);
        var batch = new ImageBatch<float>(1, allowsSparse: false);

        batch.Gather(images, [0, 1, 2]);
        batch.Gather(images, [1]);

        Assert.Equal([20], batch.Input.Dense.ToArray());
        Assert.Equal<byte>([1], batch.Labels.ToArray());
    }

    [Theory]
    [InlineData(true, 100, true)]
    [InlineData(true, 150, false)]
    [InlineData(false, 100, false)]
    public void Gather_MostlyBackground_IsReadWhereItIsWhenAllowed(bool allowsSparse, int ink, bool isSparse)
    {
        byte[] pixels = new byte[5 * 100];
        pixels.AsSpan(0, ink).Fill(9);
        var batch = new ImageBatch<float>(1, allowsSparse);
        batch.Gather(new LabelledImages(10, 10, pixels, new byte[5]), [0, 4]);
        Assert.Equal(isSparse, batch.Input.IsSparse);
        Assert.Equal(2, batch.Input.Rows);
    }
}
