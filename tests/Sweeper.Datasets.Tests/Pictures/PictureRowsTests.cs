using Sweeper.Datasets.Pictures;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tests.Pictures;

public sealed class PictureRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("1,2,3,4\n5,6,7,8\n")]
    [InlineData("9,1,2,3,4\n9,5,6,7,8")]
    [InlineData("label,a,b,c,d\n3,1,2,3,4\n3,5,6,7,8\n")]
    [InlineData("a,b,c,d\r\n1,2,3,4\r\n5,6,7,8\r\n")]
    public void ReadCsv_RowsWithOrWithoutLabels_HaveTheSamePixels(string text)
    {
        LabelledImages images = PictureRows.ReadCsv(Write(text), 2, 2);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], images.Pixels.ToArray());
        Assert.Equal((2, 2, 2), (images.Count, images.Width, images.Height));
    }

    [Fact]
    public void ReadCsv_NumberedColumns_AreAHeader()
    {
        string numbers = string.Join(',', Enumerable.Range(0, 16)), row = string.Join(',', Enumerable.Repeat(9, 16));

        Assert.Equal(1, PictureRows.ReadCsv(Write($"{numbers}\n{row}\n"), 4, 4).Count);
        Assert.Equal(1, PictureRows.ReadCsv(Write($"label,{numbers}\nedge,{row}\n"), 4, 4).Count);
    }

    [Theory]
    [InlineData("1,2,3\n")]
    [InlineData("1,2,3,4,5,6\n")]
    [InlineData("1,2,3,400\n")]
    [InlineData("")]
    public void ReadCsv_RowsThatDoNotFit_AreRefused(string text) =>
        Assert.Throws<DatasetException>(() => PictureRows.ReadCsv(Write(text), 2, 2));

    [Fact]
    public void ReadIdx_Images_AreReadWithoutLabels()
    {
        string path = Path.Combine(_folder.Path, "images");
        File.WriteAllBytes(path, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40]);

        LabelledImages images = PictureRows.ReadIdx(path);

        Assert.Equal((2, 2, 1), (images.Count, images.Width, images.Height));
        Assert.Equal([10, 20, 30, 40], images.Pixels.ToArray());
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string text)
    {
        string path = Path.Combine(_folder.Path, "rows.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
