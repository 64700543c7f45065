using System.Globalization;
using Sweeper.Datasets.Tables;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tests.Tables;

public sealed class TableFileTests : IDisposable
{
    private const string Houses = "rooms,town,area,price\n3,Ulm,75.5,100000\n2, Bonn ,-4e1,2.5e5\n3,Ulm,12,7\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_NumbersToPredict_TakesTheColumnsOfNumbersAndNamesTheOthers()
    {
        TableFile file = TableFile.Read(_folder.Write("a.csv", Houses), "price", isRegression: true);

        Assert.Equal(["rooms", "area"], file.Table.Columns.AsEnumerable());
        Assert.Equal(["town"], file.Table.LeftOut.AsEnumerable());
        Assert.Equal([3, 75.5, 2, -40, 3, 12], file.Rows.Numbers.ToArray());
        Assert.Equal([100000, 250000, 7], file.Rows.Targets.ToArray());
        Assert.Equal(["price"], file.ClassNames.AsEnumerable());
    }

    [Fact]
    public void Read_TextsToPredict_AreClassesInOrder()
    {
        TableFile texts = TableFile.Read(_folder.Write("a.csv", Houses), "town", isRegression: false);
        TableFile numbers = TableFile.Read(_folder.Write("b.csv", "x,grade\n1,10\n2,9\n3,10\n"), "grade", isRegression: false);

        Assert.Equal(["Bonn", "Ulm"], texts.ClassNames.AsEnumerable());
        Assert.Equal([1, 0, 1], texts.Rows.Labels.ToArray());
        Assert.Equal(["rooms", "area", "price"], texts.Table.Columns.AsEnumerable());
        Assert.Equal(["9", "10"], numbers.ClassNames.AsEnumerable());
    }

    [Fact]
    public void Read_OtherFileOfTheSameColumns_MayHaveThemInAnyOrder()
    {
        Table table = TableFile.Read(_folder.Write("a.csv", Houses), "price", isRegression: true).Table;
        string other = _folder.Write("b.csv", "price,area,rooms\n1,20,3\n"), inputs = _folder.Write(
            "c.csv", "area,rooms\n20,3\n");

        Assert.Equal([3, 20], TableFile.Read(other, table, ["price"]).Rows.Numbers.ToArray());
        Assert.Equal([3, 20], TableFile.ReadInputs(inputs, table).Numbers.ToArray());
    }

    [Fact]
    public void Standardize_ByTheRowsTrainedOn_GivesThemMeanZeroAndDeviationOne()
    {
        TableFile file = TableFile.Read(_folder.Write("a.csv", "x,same,y\n1,5,10\n3,5,30\n100,9,50\n"), "y", isRegression: true);

        Table measured = file.Table.Measure(file.Rows, [0, 1]);
        LabelledImages seen = measured.Standardize(file.Rows);

        Assert.Equal([2, 5], measured.Means.AsEnumerable());
        Assert.Equal([1, 1], measured.Deviations.AsEnumerable());
        Assert.Equal([-1, 0, 1, 0, 98, 4], seen.Numbers.ToArray());
        Assert.Equal([-1, 1, 3], seen.Targets.ToArray());
        Assert.Equal(10, measured.TargetDeviation);
    }

    [Theory]
    [InlineData("", "y", "{0} is empty; it must have a line with the names of its columns, and one for each row.")]
    [InlineData("x,y\n", "y", "{0} has no rows below the names of its columns.")]
    [InlineData("x,y\n1,2\n", "z", "{0} has no column 'z'; its columns are x, y.")]
    [InlineData("x,y\nred,2\n", "y", "{0} has no column of numbers besides y, so there is nothing to predict it from.")]
    [InlineData("x,y\n1,2\nred,3\n", "y", "{0}: line 3, column x is 'red'; it must be a number.")]
    [InlineData("x,y\n1,2\n,3\n", "y", "{0}: line 3, column x is empty; it must be a number.")]
    [InlineData("x,y\n1,2\nNaN,3\n", "y", "{0}: line 3, column x is 'NaN'; it must be a number.")]
    [InlineData("x,y\n1,2\n3,\n", "y", "{0}: line 3, column y is empty; it must be a number.")]
    [InlineData("x,y\n1,2\n3\n", "y", "{0}: line 3 has 1 columns; the first line has 2.")]
    [InlineData("x,x,y\n1,2,3\n", "y", "{0} has two columns 'x'; columns must have names of their own.")]
    public void Read_WrongTables_NamesTheLineAndTheColumn(string content, string target, string message) =>
        AssertRefused(message, () => TableFile.Read(_folder.File("a.csv"), target, isRegression: true), content);

    [Fact]
    public void Read_WrongClasses_AreRefused()
    {
        string many = "x,y\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"1,{i}.5\n"));

        AssertRefused(
            "{0} has only 'a' in y, so there is nothing to tell apart.",
            () => TableFile.Read(_folder.File("a.csv"), "y", isRegression: false),
            "x,y\n1,a\n2,a\n");
        AssertRefused(
            "{0} has 300 different numbers in y; to predict a number write loss: mean_squared_error, "
            + "and at most 256 classes are told apart.",
            () => TableFile.Read(_folder.File("a.csv"), "y", isRegression: false),
            many);
        Table table = TableFile.Read(_folder.Write("b.csv", "x,y\n1,a\n2,b\n"), "y", isRegression: false).Table;
        AssertRefused(
            "{0}: line 2 has the class 'c', and the training rows have no such class; their classes are a, b.",
            () => TableFile.Read(_folder.File("a.csv"), table, ["a", "b"]),
            "x,y\n1,c\n");
    }

    public void Dispose() => _folder.Dispose();

    private void AssertRefused(string message, Action read, string content)
    {
        string path = _folder.Write("a.csv", content);

        Assert.Equal(string.Format(CultureInfo.InvariantCulture, message, path), Assert.Throws<DatasetException>(read).Message);
    }
}
