using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using Sweeper.Datasets.Csv;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tables;

/// <summary>
/// A table in comma-separated text: a line with the names of the columns, then a line for each row. A network is given the
/// columns that have a number in the first row; those with a text there are left out.
/// </summary>
/// <param name="Rows">Their numbers as the file has them, and their classes or targets.</param>
/// <param name="Table">What the columns are.</param>
/// <param name="ClassNames">The texts of the target in order, by label; its name alone where it is a number.</param>
public sealed record TableFile(LabelledImages Rows, Table Table, ImmutableArray<string> ClassNames)
{
    private const int MostColumns = 4096;

    /// <summary>Reads a table to train on.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="target">The name of the column that is to be predicted.</param>
    /// <param name="isRegression">Whether that is a number; otherwise it is a class.</param>
    /// <exception cref="DatasetException">The file cannot be read; the message names the line, from 1, and the
    /// column.</exception>
    public static TableFile Read(string path, string target, bool isRegression)
    {
        (string[] names, List<string[]> rows) = ReadText(path);
        int place = Find(path, names, target);
        bool[] isNumber = [.. rows[0].Select((field, i) => i != place && IsNumber(field))];
        var table = new Table
        {
            Columns = [.. names.Where((_, i) => isNumber[i])],
            Target = target,
            IsRegression = isRegression,
            LeftOut = [.. names.Where((_, i) => !isNumber[i] && i != place)],
        };
        return table.Columns.IsEmpty
            ? throw new DatasetException(
                $"{path} has no column of numbers besides {target}, so there is nothing to predict it from.")
            : Read(path, names, rows, table, null);
    }

    /// <summary>Reads a table with the columns of another, in any order: one to test on.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="table">The columns.</param>
    /// <param name="classNames">The classes that the target must be among.</param>
    /// <exception cref="DatasetException">The file cannot be read; the message names the line, from 1, and the
    /// column.</exception>
    public static TableFile Read(string path, Table table, ImmutableArray<string> classNames)
    {
        (string[] names, List<string[]> rows) = ReadText(path);
        return Read(path, names, rows, table, classNames);
    }

    /// <summary>Reads the numbers of a table that need not have its target: rows to predict it of.</summary>
    /// <exception cref="DatasetException">The file cannot be read; the message names the line, from 1, and the
    /// column.</exception>
    public static LabelledImages ReadInputs(string path, Table table)
    {
        (string[] names, List<string[]> rows) = ReadText(path);
        return LabelledImages.OfRows(table.Columns.Length, Numbers(path, names, rows, table), new byte[rows.Count], []);
    }

    private static TableFile Read(
        string path, string[] names, List<string[]> rows, Table table, ImmutableArray<string>? classNames)
    {
        double[] numbers = Numbers(path, names, rows, table);
        int place = Find(path, names, table.Target);
        if (table.IsRegression)
        {
            double[] targets = [.. rows.Select((row, i) => Number(path, i, table.Target, row[place]))];
            return new TableFile(
                LabelledImages.OfRows(table.Columns.Length, numbers, new byte[rows.Count], targets), table, [table.Target]);
        }

        ImmutableArray<string> classes = classNames ?? Classes(path, rows.Select(row => row[place]), table.Target);
        byte[] labels = [.. rows.Select((row, i) => classes.IndexOf(PrintableText.Of(row[place])) is >= 0 and int label
            ? (byte)label : throw Unknown(path, i, row[place], classes))];
        return new TableFile(LabelledImages.OfRows(table.Columns.Length, numbers, labels, []), table, classes);
    }

    private static double[] Numbers(string path, string[] names, List<string[]> rows, Table table)
    {
        int[] places = [.. table.Columns.Select(column => Find(path, names, column))];
        double[] numbers = new double[checked(rows.Count * places.Length)];
        for (int i = 0; i < rows.Count; i++)
        {
            for (int column = 0; column < places.Length; column++)
                numbers[(i * places.Length) + column] = Number(path, i, table.Columns[column], rows[i][places[column]]);
        }

        return numbers;
    }

    // Numbers in their order, texts in that of the alphabet.
    private static ImmutableArray<string> Classes(string path, IEnumerable<string> values, string target)
    {
        string[] distinct = [.. values.Distinct()];
        if (distinct.Length > DatasetParts.MaxClasses)
        {
            throw new DatasetException(distinct.All(IsNumber)
                ? $"{path} has {distinct.Length} different numbers in {target}; to predict a number write loss: "
                + $"mean_squared_error, and at most {DatasetParts.MaxClasses} classes are told apart."
                : $"{path} has {distinct.Length} different texts in {target}; at most {DatasetParts.MaxClasses} classes are "
                + $"told apart.");
        }

        IEnumerable<string> ordered = distinct.All(IsNumber)
            ? distinct.OrderBy(v => double.Parse(v, CultureInfo.InvariantCulture))
            : distinct.Order(StringComparer.Ordinal);
        return distinct.Length >= 2
            ? [.. ordered.Select(PrintableText.Of)]
            : throw new DatasetException(
                $"{path} has only '{PrintableText.Of(distinct[0])}' in {target}, so there is nothing to tell apart.");
    }

    private static (string[] Names, List<string[]> Rows) ReadText(string path)
    {
        byte[] content = CsvText.ReadFile(path);
        using CsvReader records = CsvText.Records(content);
        if (!records.Read())
            throw new DatasetException(
                $"{path} is empty; it must have a line with the names of its columns, and one for each row.");
        if (records.FieldCount > MostColumns)
            throw new DatasetException($"{path} has {records.FieldCount} columns; at most {MostColumns} are read.");
        string[] names = Fields(records);
        if (names.FirstOrDefault(name => names.Count(n => n == name) > 1) is string twice)
            throw new DatasetException(
                $"{path} has two columns '{PrintableText.Of(twice)}'; columns must have names of their own.");
        var rows = new List<string[]>();
        while (records.Read() && !(records.FieldCount == 1 && CsvText.Trim(records.GetSpan(0)).IsEmpty))
        {
            string[] row = Fields(records);
            rows.Add(row.Length == names.Length ? row : throw new DatasetException(
                $"{path}: line {records.LineNumber} has {row.Length} columns; the first line has {names.Length}."));
        }

        return rows.Count > 0 ? (names, rows) : throw new DatasetException(
            $"{path} has no rows below the names of its columns.");
    }

    private static string[] Fields(CsvReader record) =>
        [.. Enumerable.Range(0, record.FieldCount).Select(i => CsvText.Text(record.GetSpan(i)))];

    private static int Find(string path, string[] names, string column)
    {
        int place = Array.IndexOf(names, column);
        return place >= 0 ? place : throw new DatasetException(
            $"{path} has no column '{column}'; its columns are "
                + $"{PrintableText.Of(string.Join(", ", names.Take(20)))}{(names.Length > 20 ? ", …" : "")}.");
    }

    private static bool IsNumber(string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);

    private static double Number(string path, int row, string column, string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw new DatasetException(
                $"{path}: line {row + 2}, column {PrintableText.Of(column)} "
                    + $"{(field.Length == 0 ? "is empty" : $"is '{PrintableText.Of(CsvText.Shown(field))}'")}; it must be a "
                    + "number.");

    private static DatasetException Unknown(string path, int row, string label, ImmutableArray<string> classes) => new(
        $"{path}: line {row + 2} has the class '{PrintableText.Of(CsvText.Shown(label))}', "
        + $"and the training rows have no such class; their classes are {string.Join(", ", classes)}.");
}
