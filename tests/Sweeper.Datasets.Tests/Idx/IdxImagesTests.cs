using Sweeper.Datasets.Idx;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tests.Idx;

public sealed class IdxImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _images;

    public IdxImagesTests() => _images = _folder.Write("images", IdxBytes.Images(count: 3, height: 2, width: 5));

    [Fact]
    public void Read_MatchingFiles_JoinsImagesAndLabels()
    {
        string labels = _folder.Write("labels.gz", IdxBytes.Gzip(IdxBytes.Labels(2, 0, 1)));

        LabelledImages images = IdxImages.Read(_images, labels, classCount: 3);

        Assert.Equal((3, 2, 5), (images.Count, images.Height, images.Width));
        Assert.Equal([2, 0, 1], images.Labels.ToArray());
        Assert.Equal([10, 11, 12, 13, 14, 15, 16, 17, 18, 19], images.Image(1).ToArray());
    }

    [Fact]
    public void Read_OneLabelTooFew_NamesBothFilesAndCounts()
    {
        string labels = _folder.Write("labels", IdxBytes.Labels(2, 0));

        DatasetException error = Assert.Throws<DatasetException>(() => IdxImages.Read(_images, labels, classCount: 3));

        Assert.Equal($"{_images} has 3 images and {labels} has 2 labels; there must be one for each.", error.Message);
    }

    [Fact]
    public void Read_LabelOutOfRange_NamesItAndItsPosition()
    {
        string labels = _folder.Write("labels", IdxBytes.Labels(2, 0, 3));

        DatasetException error = Assert.Throws<DatasetException>(() => IdxImages.Read(_images, labels, classCount: 3));

        Assert.Equal($"{labels} has label 3 at position 2; labels go from 0 to 2.", error.Message);
    }

    public void Dispose() => _folder.Dispose();
}
