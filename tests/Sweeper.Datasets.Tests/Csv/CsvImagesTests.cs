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
    [InlineData("label, \"p0\",p1,p2,p3\n \"7\" , 0\t,001,2,\" 255 \"\n9,4,5,6,7\n")]
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
        Assert.Equal(1, Read("0,1\n3,4\n", new CsvLayout { HasHeader = true, LabelColumn = 1 }).Count);
        Assert.Equal(2, Read("0,1\n3,4\n", new CsvLayout { HasHeader = false }).Count);
        AssertRefused(
            "test.csv: line 1, column 2 is 'p0'; pixels are integers from 0 to 255.", Header,
            new CsvLayout { HasHeader = false });
    }

    [Theory]
    [InlineData("p0,p1,p2,p3,class\n0,1,2,255,7\n")]
    [InlineData("p0,p1,p2,p3,Target\n0,1,2,255,7\n")]
    [InlineData("y,a,b,c,d\n7,0,1,2,255\n")]
    [InlineData("p0,p1,p2,p3,digit\n0,1,2,255,7\n")]
    [InlineData("digit,1x1,1x2,2x1,2x2\n7,0,1,2,255\n")]
    public void Read_LabelNamedAtAnEnd_IsRecognised(string text)
    {
        LabelledImages images = Read(text);

        Assert.Equal([7], images.Labels.ToArray());
        Assert.Equal([0, 1, 2, 255], images.Pixels.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Read_NumberedColumns_AreAHeaderThatDoesNotNameTheLabel(int start)
    {
        string numbers = string.Join(',', Enumerable.Range(start, 17)), row = string.Join(',', Enumerable.Range(3, 17));

        Assert.Equal([19], Read($"{numbers}\n{row}\n", new CsvLayout { LabelColumn = 17 }).Labels.ToArray());
        Assert.Equal([3], Read($"label,{string.Join(',', Enumerable.Range(start, 16))}\n{row}\n").Labels.ToArray());
        AssertRefused(
            $"test.csv does not say which of its columns is the label; they are {start}, {start + 1}, {start + 2}, {start + 3}, "
                + $"{start + 4}, … {start + 16}. Write its name or its number, such as label: 1 or label: 17.",
            $"{numbers}\n{row}\n", new CsvLayout());
    }

    [Theory]
    [InlineData("0,1,2,3,4\n7,0,0,0,0\n",
        "test.csv: line 1 counts from 0 to 4, which may be names of columns or an image; write header: true or header: false.")]
    [InlineData("y,p0,p1,p2,class\n7,0,0,0,0\n",
        "test.csv does not say which of its columns is the label; they are y, p0, p1, p2, class. Write its name or its number, "
            + "such as label: 1 or label: 5.")]
    [InlineData("a,b,c,d,e\n7,0,0,0,0\n",
        "test.csv does not say which of its columns is the label; they are a, b, c, d, e. Write its name or its number, such as "
            + "label: 1 or label: 5.")]
    [InlineData(",p0,p1,p2,p3,label\n0,0,0,0,0,1\n",
        "test.csv: column 1 has no name, as where pandas writes the numbers of rows; "
        + "write the file without them (index=False).")]
    [InlineData("label,p0\r1,0\r2,0\r", "test.csv ends its lines with CR alone; save it with LF or CR LF at their ends.")]
    [InlineData("l\0a\0b\0", "test.csv is UTF-16 text; save it as UTF-8.")]
    public void Read_Doubtful_SaysWhatToWrite(string text, string message) => AssertRefused(message, text, new CsvLayout());

    [Fact]
    public void Read_OtherEncodings_HaveTheirOwnMessages()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("wide.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Header)]);
        string packed = folder.Write("packed.csv.gz", [0x1F, 0x8B, 8, 0]);

        Assert.Equal($"{path} is UTF-16 text; save it as UTF-8.",
            Assert.Throws<DatasetException>(() => CsvImages.Read(path, new CsvLayout())).Message);
        Assert.Equal($"{packed} is packed with gzip; unpack it first.",
            Assert.Throws<DatasetException>(() => CsvImages.Read(packed, new CsvLayout())).Message);
        Assert.Equal($"{packed} is packed with gzip; unpack it first.",
            Assert.Throws<DatasetException>(() => CsvImages.Read(packed[..^3], new CsvLayout())).Message);
    }

    [Theory]
    [InlineData("shape,p0,p1,p2,p3\nedge,1,2,3,4\ndiagonal,5,6,7,8\nedge,9,10,11,12\n")]
    [InlineData("edge,1,2,3,4\n\"diagonal\",5,6,7,8\nedge,9,10,11,12\n")]
    [InlineData("1,2,3,4,edge\n5,6,7,8,diagonal\n9,10,11,12,edge\n")]
    [InlineData("label,0,1,2,3\nedge,1,2,3,4\ndiagonal,5,6,7,8\nedge,9,10,11,12\n")]
    public void Read_LabelsAreTexts_AreClassesInOrdinalOrder(string text)
    {
        CsvImages read = CsvImages.Read(Encoding.UTF8.GetBytes(text), "test.csv", new CsvLayout());

        Assert.Equal("diagonal edge", string.Join(' ', read.ClassNames!.Value));
        Assert.Equal([1, 0, 1], read.Images.Labels.ToArray());
        Assert.Equal(Enumerable.Range(1, 12).Select(i => (byte)i), read.Images.Pixels.ToArray());
    }

    [Fact]
    public void Read_TestLabelsAreTexts_MustBeAmongTheClasses()
    {
        byte[] text = Encoding.UTF8.GetBytes(Header + "edge,1,2,3,4\n");

        Assert.Equal([2], CsvImages.Read(text, "test.csv", new CsvLayout(), ["arc", "bar", "edge"]).Images.Labels.ToArray());
        Assert.Equal(
            "test.csv: line 2 has the label 'edge', and the training images have no such class; their classes are arc, bar.",
            Assert.Throws<DatasetException>(() => CsvImages.Read(text, "test.csv", new CsvLayout(), ["arc", "bar"])).Message);
    }

    [Fact]
    public void Read_MoreTextsThanClasses_IsRefused()
    {
        string rows = string.Concat(Enumerable.Range(0, 257).Select(i => $"name{i},0,0,0,0\n"));

        AssertRefused("test.csv has more than 256 different labels in column 1 (label); at most that many classes are read.",
            Header + rows, new CsvLayout());
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
    [InlineData("label\n1\n",
        "test.csv: line 1 has one column; it must have a label and at least one pixel, with commas between them.")]
    [InlineData(Header + "1,0,0,256,0\n", "test.csv: line 2, column 4 (p2) is '256'; pixels are integers from 0 to 255.")]
    [InlineData(Header + "1,0,0,0,0\n1,0,-1,0,0\n",
        "test.csv: line 3, column 3 (p1) is '-1'; pixels are integers from 0 to 255.")]
    [InlineData(Header + "1,0,0.5,0,0\n", "test.csv: line 2, column 3 (p1) is '0.5'; pixels are integers from 0 to 255.")]
    [InlineData(Header + "1,0,0,0,\n", "test.csv: line 2, column 5 (p3) is empty; pixels are integers from 0 to 255.")]
    [InlineData(Header + "1,0,0,0,0\ncat,0,0,0,0\n",
        "test.csv: line 3, column 1 (label) is 'cat'; labels are integers from 0 to 255.")]
    [InlineData(Header + "256,0,0,0,0\n", "test.csv: line 2, column 1 (label) is '256'; labels are integers from 0 to 255.")]
    [InlineData(Header + "cat,0,0,0,0\n,0,0,0,0\n", "test.csv: line 3, column 1 (label) is empty; every image needs a label.")]
    [InlineData(Header + "1,0,99999999999999999999999,0,0\n",
        "test.csv: line 2, column 3 (p1) is '99999999999999999999…'; pixels are integers from 0 to 255.")]
    [InlineData(Header + "1,0,\u001B[2J,0,0\n",
        "test.csv: line 2, column 3 (p1) is '\uFFFD[2J'; pixels are integers from 0 to 255.")]
    [InlineData(Header + "1,0,0,0\n", "test.csv: line 2 has 4 columns; the first line has 5.")]
    [InlineData(Header + "1,0,0,0,0,\n", "test.csv: line 2 has 6 columns; the first line has 5.")]
    [InlineData(Header + "1,0,0,0,0\n\n1,0,0,0,0\n", "test.csv: line 3 is empty and line 4 is not; remove the empty lines.")]
    [InlineData("1,0.5,0,0,0\n1,0,0,0,0\n", "test.csv: line 1, column 2 is '0.5'; pixels are integers from 0 to 255.")]
    [InlineData("label,a,b\n1,2,3\n",
        "test.csv has 2 pixel columns besides the label, which make no square image; say which width and height they have.")]
    public void Read_Malformed_NamesLineAndColumn(string text, string message) => AssertRefused(message, text, new CsvLayout());

    [Fact]
    public void Read_LayoutDoesNotFit_SaysWhatTheFileHas()
    {
        AssertRefused("test.csv has no column 'digit'; its columns are label, p0, p1, p2, p3.", Header + "1,0,0,0,0\n",
            new CsvLayout { LabelName = "digit" });
        AssertRefused(
            "test.csv has no header, so no column is named 'digit'; give the number of the label column instead.",
            "1,0,0,0,0\n", new CsvLayout { LabelName = "digit" });
        AssertRefused("test.csv has 5 columns, so the label cannot be column 6.", Header + "1,0,0,0,0\n",
            new CsvLayout { LabelColumn = 6 });
        AssertRefused(
            "test.csv has 4 pixel columns besides the label; images of 3×2 have 6.", Header + "1,0,0,0,0\n",
            new CsvLayout { Width = 3, Height = 2 });
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

        LabelledImages images = CsvImages.Read(path, new CsvLayout()).Images;

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
        CsvImages.Read(Encoding.UTF8.GetBytes(text), "test.csv", layout ?? new CsvLayout()).Images;

    private static void AssertRefused(string message, string text, CsvLayout layout) =>
        Assert.Equal(message, Assert.Throws<DatasetException>(() => Read(text, layout)).Message);
}
