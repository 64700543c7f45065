using System.Globalization;
using System.Text;
using Sweeper.Datasets.Csv;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tests.Csv;

public sealed class CsvImagesTests
{
    private const string Header = "label,p0,p1,p2,p3\n";

    [Theory]
    [InlineData("label,p0,p1,p2,p3\n7,0,1,2,255\n9,4,5,6,7\n")]
    [InlineData("label,p0,p1,p2,p3\r\n7,0,1,2,255\r\n9,4,5,6,7")]
    [InlineData("\uFEFFlabel,p0,p1,p2,p3\n7,0,1,2,255\n9,4,5,6,7\n\n \n")]
    [InlineData("\"label\",\"p,0\",p1,p2,p3\n\"7\", 0 ,001,2,255\n9,4,5,6,0007\n")]
    [InlineData("7,0,1,2,255\n9,4,5,6,7\n")]
    [InlineData("p0,p1,label,p2,p3\n0,1,7,2,255\n4,5,9,6,7\n")]
    [InlineData("digit,p0,p1,p2,p3\n7,0,1,2,255\n9,4,5,6,7\n")]
    public void Read_EachForm_GivesTheSameImages(string text)
    {
        LabelledImages images = Read(text);

        Assert.Equal((2, 2, 2), (images.Count, images.Width, images.Height));
        Assert.Equal([7, 9], images.Labels.ToArray());
        Assert.Equal([0, 1, 2, 255, 4, 5, 6, 7], images.Pixels.ToArray());
    }

    [Fact]
    public void Read_LabelByNameOrNumber_TakesThatColumn()
    {
        const string Text = "a,b,c,d,e\n1,2,3,4,5\n";

        Assert.Equal([4], Read(Text, new CsvLayout { LabelName = "d" }).Labels.ToArray());
        Assert.Equal([5], Read(Text, new CsvLayout { LabelColumn = 5 }).Labels.ToArray());
        Assert.Equal([1, 2, 3, 5], Read(Text, new CsvLayout { LabelName = "d" }).Pixels.ToArray());
    }

    [Fact]
    public void Read_HeaderSaid_DecidesOverTheLook()
    {
        Assert.Equal(1, Read("0,1\n3,4\n", new CsvLayout { HasHeader = true }).Count);
        Assert.Equal(2, Read("0,1\n3,4\n", new CsvLayout { HasHeader = false }).Count);
        AssertRefused(
            "test.csv: line 1, column 1 is 'label'; labels are integers from 0 to 255.", Header, new CsvLayout { HasHeader = false });
    }

    [Theory]
    [InlineData(3, null, 3, 2)]
    [InlineData(null, 3, 2, 3)]
    [InlineData(6, 1, 6, 1)]
    public void Read_SizeGiven_ShapesTheImages(int? width, int? height, int expectedWidth, int expectedHeight)
    {
        LabelledImages images = Read("1,0,0,0,0,0,0\n", new CsvLayout { Width = width, Height = height });
        Assert.Equal((expectedWidth, expectedHeight), (images.Width, images.Height));
    }

    [Theory]
    [InlineData("", "test.csv is empty; it must have a line for each image.")]
    [InlineData(Header, "test.csv has a header and no images below it; it must have a line for each image.")]
    [InlineData("label\n1\n", "test.csv: line 1 has one column; it must have a label and at least one pixel, with commas between them.")]
    [InlineData(Header + "1,0,0,256,0\n", "test.csv: line 2, column 4 (p2) is '256'; pixels are integers from 0 to 255.")]
    [InlineData(Header + "1,0,0,0,0\n1,0,-1,0,0\n", "test.csv: line 3, column 3 (p1) is '-1'; pixels are integers from 0 to 255.")]
    [InlineData(Header + "1,0,0.5,0,0\n", "test.csv: line 2, column 3 (p1) is '0.5'; pixels are integers from 0 to 255.")]
    [InlineData(Header + "1,0,0,0,\n", "test.csv: line 2, column 5 (p3) is empty; pixels are integers from 0 to 255.")]
    [InlineData(Header + "cat,0,0,0,0\n", "test.csv: line 2, column 1 (label) is 'cat'; labels are integers from 0 to 255.")]
    [InlineData(Header + "1,0,99999999999999999999999,0,0\n", "test.csv: line 2, column 3 (p1) is '99999999999999999999…'; pixels are integers from 0 to 255.")]
    [InlineData(Header + "1,0,\u001B[2J,0,0\n", "test.csv: line 2, column 3 (p1) is '\uFFFD[2J'; pixels are integers from 0 to 255.")]
    [InlineData(Header + "1,0,0,0\n", "test.csv: line 2 has 4 columns; the first line has 5.")]
    [InlineData(Header + "1,0,0,0,0,\n", "test.csv: line 2 has 6 columns; the first line has 5.")]
    [InlineData(Header + "1,0,0,0,0\n\n1,0,0,0,0\n", "test.csv: line 3 is empty and line 4 is not; remove the empty lines.")]
    [InlineData("1,0.5,0,0,0\n1,0,0,0,0\n", "test.csv: line 1, column 2 is '0.5'; pixels are integers from 0 to 255.")]
    [InlineData("label,a,b\n1,2,3\n", "test.csv has 2 pixel columns besides the label, which make no square image; say which width and height they have.")]
    public void Read_Malformed_NamesLineAndColumn(string text, string message) => AssertRefused(message, text, new CsvLayout());

    [Fact]
    public void Read_LayoutDoesNotFit_SaysWhatTheFileHas()
    {
        AssertRefused("test.csv has no column 'digit'; its columns are label, p0, p1, p2, p3.", Header + "1,0,0,0,0\n", new CsvLayout { LabelName = "digit" });
        AssertRefused(
            "test.csv has no header, so no column is named 'digit'; give the number of the label column instead.",
            "1,0,0,0,0\n", new CsvLayout { LabelName = "digit" });
        AssertRefused("test.csv has 5 columns, so the label cannot be column 6.", Header + "1,0,0,0,0\n", new CsvLayout { LabelColumn = 6 });
        AssertRefused(
            "test.csv has 4 pixel columns besides the label; images of 3×2 have 6.", Header + "1,0,0,0,0\n", new CsvLayout { Width = 3, Height = 2 });
        AssertRefused(
            "test.csv has 4 pixel columns besides the label, which are no whole number of rows or columns of 3.",
            Header + "1,0,0,0,0\n", new CsvLayout { Width = 3 });
    }

    [Fact]
    public void Read_ManyRowsFromAFile_GivesEachItsOwn()
    {
        using TemporaryFolder folder = new();
        StringBuilder text = new(Header);
        for (int row = 0; row < 1000; row++)
            text.Append(CultureInfo.InvariantCulture, $"{row % 10},{row % 256},{row / 256},0,255\n");
        string path = folder.Write("many.csv", Encoding.UTF8.GetBytes(text.ToString()));

        LabelledImages images = CsvImages.Read(path, new CsvLayout());

        Assert.Equal(1000, images.Count);
        for (int row = 0; row < 1000; row++)
        {
            Assert.Equal(row % 10, images.Labels[row]);
            Assert.Equal([(byte)(row % 256), (byte)(row / 256), 0, 255], images.Image(row).ToArray());
        }
    }

    [Fact]
    public void Read_NoSuchFile_NamesIt()
    {
        DatasetException error = Assert.Throws<DatasetException>(() => CsvImages.Read("/nowhere/digits.csv", new CsvLayout()));
        Assert.StartsWith("/nowhere/digits.csv cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    private static LabelledImages Read(string text, CsvLayout? layout = null) =>
        CsvImages.Read(Encoding.UTF8.GetBytes(text), "test.csv", layout ?? new CsvLayout());

    private static void AssertRefused(string message, string text, CsvLayout layout) =>
        Assert.Equal(message, Assert.Throws<DatasetException>(() => Read(text, layout)).Message);
}
