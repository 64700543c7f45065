using Sweeper.Datasets.Idx;

namespace Sweeper.Datasets.Tests.Idx;

public sealed class IdxFilesTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void Load_FolderOfAnySize_CountsItsClasses()
    {
        WriteFolder(IdxBytes.Labels(0, 2, 1), IdxBytes.Labels(5));

        Dataset dataset = IdxFiles.In(_root.Path).Load("idx", null);

        Assert.Equal((3, 1, 3, 5), (dataset.Train.Count, dataset.Test.Count, dataset.Train.Height, dataset.Train.Width));
        Assert.Equal("0 1 2 3 4 5", string.Join(' ', dataset.ClassNames));
        Assert.Equal(64, dataset.Checksum.Length);
    }

    [Fact]
    public void Load_ClassesGiven_AreThatMany()
    {
        WriteFolder(IdxBytes.Labels(0, 2, 1), IdxBytes.Labels(2));

        Assert.Equal(26, IdxFiles.In(_root.Path).Load("idx", 26).ClassNames.Length);
        DatasetException error = Assert.Throws<DatasetException>(() => IdxFiles.In(_root.Path).Load("idx", 2));
        Assert.EndsWith("has label 2 at position 1; labels go from 0 to 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FilesNamed_AreThoseOrTheirGzip()
    {
        IdxFiles files = new()
        {
            TrainImages = _root.Write("a", IdxBytes.Images(2, 2, 2)),
            TrainLabels = _root.Write("b.gz", IdxBytes.Gzip(IdxBytes.Labels(1, 0)))[..^3],
            TestImages = _root.Write("c", IdxBytes.Images(1, 2, 2)),
            TestLabels = _root.Write("d", IdxBytes.Labels(1)),
        };

        Assert.Equal([1, 0], files.Load("idx", null).Train.Labels.ToArray());
    }

    [Fact]
    public void Load_FolderWithADotInEachName_FindsThem()
    {
        WriteFolder(IdxBytes.Labels(0, 2, 1), IdxBytes.Labels(5));
        foreach (string name in _root.Files())
            File.Move(
                Path.Combine(_root.Path, name),
                Path.Combine(_root.Path, name.Replace("-idx", ".idx", StringComparison.Ordinal)));
        _root.Write("t10k-labels.idx1-ubyte.gz", IdxBytes.Gzip(IdxBytes.Labels(4)));
        File.Delete(Path.Combine(_root.Path, "t10k-labels.idx1-ubyte"));

        Dataset dataset = IdxFiles.In(_root.Path).Load("idx", null);

        Assert.Equal([0, 2, 1], dataset.Train.Labels.ToArray());
        Assert.Equal([4], dataset.Test.Labels.ToArray());
    }

    [Fact]
    public void Load_OneClass_IsRefused()
    {
        WriteFolder(IdxBytes.Labels(0, 0, 0), IdxBytes.Labels(0));

        DatasetException error = Assert.Throws<DatasetException>(() => IdxFiles.In(_root.Path).Load("idx", null));
        Assert.Equal(
            "idx has only one class, so there is nothing to tell apart; its labels must name at least two.", error.Message);
    }

    [Fact]
    public void Load_SetsOfDifferentSizes_AreRefused()
    {
        WriteFolder(IdxBytes.Labels(0, 1, 1), IdxBytes.Labels(0));
        _root.Write("t10k-images-idx3-ubyte", IdxBytes.Images(1, 4, 4));

        DatasetException error = Assert.Throws<DatasetException>(() => IdxFiles.In(_root.Path).Load("idx", null));
        Assert.Equal("The training images of idx are 5×3 and the test images 4×4; they must be of one size.", error.Message);
    }

    [Fact]
    public void Load_FileMissing_NamesIt()
    {
        DatasetException error = Assert.Throws<DatasetException>(() => IdxFiles.In(_root.Path).Load("idx", null));
        Assert.StartsWith(
            Path.Combine(_root.Path, "train-labels-idx1-ubyte") + " cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _root.Dispose();

    private void WriteFolder(byte[] trainLabels, byte[] testLabels)
    {
        _root.Write("train-images-idx3-ubyte", IdxBytes.Images(3, 3, 5));
        _root.Write("train-labels-idx1-ubyte", trainLabels);
        _root.Write("t10k-images-idx3-ubyte", IdxBytes.Images(1, 3, 5));
        _root.Write("t10k-labels-idx1-ubyte", testLabels);
    }
}
