using Sweeper.Datasets.Pictures;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tests.Pictures;

public sealed class ImageFoldersTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void Read_FolderPerClass_LabelsInOrdinalOrder()
    {
        _root.Write("dog/1.png", PngBytes.Grey(2, 1, 5, 6));
        _root.Write("Zebra/9.PNG", PngBytes.Grey(2, 1, 1, 2));
        _root.Write("cat/b.png", PngBytes.Grey(2, 1, 3, 4));
        _root.Write("cat/a.png", PngBytes.Grey(2, 1, 7, 8));
        _root.Write("cat/.thumbnails/a", [1]);
        _root.Write(".listing", [1]);
        _root.Write("cat/Thumbs.db", [1]);
        _root.Write("dog/desktop.ini", [1]);
        _root.Write("dog/.DS_Store", [1]);
        _root.Write("__MACOSX/cat/._a.png", [1]);

        ImageFolders folders = ImageFolders.Read(_root.Path, null);

        Assert.Equal("Zebra cat dog", string.Join(' ', folders.ClassNames));
        Assert.Equal((2, 1, 4), (folders.Images.Width, folders.Images.Height, folders.Images.Count));
        Assert.Equal([0, 1, 1, 2], folders.Images.Labels.ToArray());
        Assert.Equal([1, 2, 7, 8, 3, 4, 5, 6], folders.Images.Pixels.ToArray());
    }

    [Fact]
    public void Read_InColour_KeepsItAndGivesGreyThreeEqualChannels()
    {
        _root.Write("a/1.png", PngBytes.Image(2, 1, 8, 2, false, (x, _, c) => 10 * c + x));
        _root.Write("b/2.png", PngBytes.Grey(2, 1, 5, 6));

        LabelledImages images = ImageFolders.Read(_root.Path, null, channels: 3).Images;

        Assert.Equal((2, 2, 1, 3), (images.Count, images.Width, images.Height, images.Channels));
        Assert.Equal([0, 10, 20, 1, 11, 21, 5, 5, 5, 6, 6, 6], images.Pixels.ToArray());
        Assert.Equal(3, ImageFolders.ReadTest(_root.Path, ["a", "b"], null, channels: 3).Images.Channels);
    }

    [Fact]
    public void ReadTest_ClassWithoutAFolder_HasNoImages()
    {
        _root.Write("dog/1.png", PngBytes.Grey(1, 1, 5));

        Assert.Equal([1], ImageFolders.ReadTest(_root.Path, ["cat", "dog"], null).Images.Labels.ToArray());
        AssertRefused(
            "{0} has a folder dog, and the training images have no such class; their classes are cat, emu.",
            () => ImageFolders.ReadTest(_root.Path, ["cat", "emu"], null));
    }

    [Fact]
    public void Read_OtherSize_NamesTheFile()
    {
        _root.Write("a/1.png", PngBytes.Grey(1, 1, 5));
        _root.Write("b/2.png", PngBytes.Grey(2, 1, 5, 6));

        AssertRefused(
            "{0}/b/2.png is 2×1; {0}/a/1.png is 1×1, and all must be of one size.", () => ImageFolders.Read(_root.Path, null));
        AssertRefused("{0}/a/1.png is 1×1; size says 28×28.", () => ImageFolders.Read(_root.Path, 28));
    }

    [Theory]
    [InlineData("a/notes.txt",
        "{0}/a/notes.txt is no PNG, JPEG, WebP, GIF, BMP, ICO or WBMP file; "
        + "the folder of a class must have nothing else in it.")]
    [InlineData("a/inner/2.png", "{0}/a/inner is a folder; {0}/a must have nothing but pictures in it.")]
    [InlineData("2.png", "{0} has a file 2.png beside its folders; put each image into the folder of its class.")]
    [InlineData("a/2.png", "{0}/a/2.png is no PNG, JPEG, WebP, GIF, BMP, ICO or WBMP file; the folder of a class must have "
        + "nothing else in it.")]
    public void Read_AnythingElse_NamesIt(string name, string message)
    {
        _root.Write("a/1.png", PngBytes.Grey(1, 1, 5));
        _root.Write(name, [1, 2, 3]);

        AssertRefused(message, () => ImageFolders.Read(_root.Path, null));
    }

    [Fact]
    public void Read_NamesOfOtherKinds_AreReadByTheirContents()
    {
        _root.Write("a/1.jpg", PngBytes.Grey(1, 1, 5));
        _root.Write("b/2", PngBytes.Grey(1, 1, 6));

        Assert.Equal([5, 6], ImageFolders.Read(_root.Path, null).Images.Pixels.ToArray());
    }

    [Fact]
    public void Read_NamesThatATerminalWouldObey_AreShownWithoutThat()
    {
        _root.Write("a\e[31m/1.png", PngBytes.Grey(1, 1, 5));
        _root.Write("b/\e[2J.png", [1, 2, 3]);
        AssertRefused(
            "{0}/b/\uFFFD[2J.png is no PNG, JPEG, WebP, GIF, BMP, ICO or WBMP file; the folder of a class must have nothing "
            + "else in it.",
            () => ImageFolders.Read(_root.Path, null));
        _root.Write("b/\e[2J.png", PngBytes.Grey(1, 1, 5));

        ImageFolders folders = ImageFolders.Read(_root.Path, null);

        Assert.Equal("a\uFFFD[31m b", string.Join(' ', folders.ClassNames));
        Assert.Equal([0, 1], ImageFolders.ReadTest(_root.Path, folders.ClassNames, null).Images.Labels.ToArray());
    }

    [Fact]
    public void Read_NothingThere_SaysWhatMustBe()
    {
        AssertRefused(
            "{0} has no folders; it must have one for each class, with the pictures of that class in it.",
            () => ImageFolders.Read(_root.Path, null));
        Directory.CreateDirectory(Path.Combine(_root.Path, "cat"));
        AssertRefused(
            "{0}/cat has no pictures; the folder of each class must have at least one to train on.",
            () => ImageFolders.Read(_root.Path, null));
        AssertRefused(
            "{0} has no pictures in its folders; it must have a folder for each class, with its images.",
            () => ImageFolders.ReadTest(_root.Path, ["cat", "dog"], null));
        DatasetException missing = Assert.Throws<DatasetException>(
            () => ImageFolders.Read(Path.Combine(_root.Path, "no"), null));
        Assert.StartsWith($"{Path.Combine(_root.Path, "no")} cannot be read: ", missing.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _root.Dispose();

    private void AssertRefused(string message, Action read) => Assert.Equal(
        message.Replace("{0}", _root.Path, StringComparison.Ordinal), Assert.Throws<DatasetException>(read).Message);
}
