using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;

namespace Sweeper.Datasets.Csv;

/// <summary>What the first line of a CSV file says about its columns.</summary>
internal sealed partial record CsvHeader
{
    // A line that counts as many columns as this is no image: even the smallest real ones have more shades, or none.
    private const int SurelyCounted = 10;

    private static readonly string[] LabelNames = ["label", "labels", "class", "target", "y"];

    private CsvHeader(ImmutableArray<string> fields, bool isPresent, int label)
    {
        Fields = fields;
        IsPresent = isPresent;
        Label = label;
    }

    /// <summary>The fields of the line: names where it is a header, values otherwise.</summary>
    private ImmutableArray<string> Fields { get; }

    /// <summary>Whether the line has names; otherwise it is the first image.</summary>
    public bool IsPresent { get; }

    /// <summary>Index of the label column, from 0.</summary>
    public int Label { get; }

    public int ColumnCount => Fields.Length;

    /// <summary>What errors call a column: <c>column 3 (pixel1)</c>.</summary>
    public string Describe(int column) =>
        IsPresent && column < Fields.Length && Fields[column].Length > 0
            ? $"column {column + 1} ({CsvText.Shown(Fields[column])})"
            : $"column {column + 1}";

    /// <summary>Reads what the first lines of a content say.</summary>
    /// <exception cref="DatasetException">
    /// There is no such label column, there are no pixels, or nothing says which column is the label.
    /// </exception>
    public static CsvHeader Read(byte[] content, string name, CsvLayout layout)
    {
        using CsvReader records = CsvText.Records(content);
        if (!records.Read())
            throw new DatasetException($"{name} is empty; it must have a line for each image.");
        if (records.FieldCount > CsvImages.MaxColumns)
            throw new DatasetException($"{name}: line 1 has more than {CsvImages.MaxColumns} columns, the most that are read.");
        ImmutableArray<string> first = FieldsOf(records);
        if (first.Length < 2)
        {
            throw new DatasetException(
                $"{name}: line 1 has one column; it must have a label and at least one pixel, with commas between them.");
        }

        bool isPresent = layout.HasHeader ?? IsHeader(first, records.Read() ? FieldsOf(records) : [], name);
        return new CsvHeader(first, isPresent, FindLabel(first, isPresent, name, layout));
    }

    private static ImmutableArray<string> FieldsOf(CsvReader records) =>
        [.. Enumerable.Range(0, records.FieldCount).Select(i => CsvText.Text(records.GetSpan(i)))];

    private static bool IsHeader(ImmutableArray<string> first, ImmutableArray<string> second, string name)
    {
        int[] named = [.. Enumerable.Range(0, first.Length).Where(i => IsName(first[i]))];
        if (named.Length == 0)
            return IsCounted(first, name);

        // A single text where the next line has one too is a label that is a text, unless it names its column.
        int only = named[0], last = first.Length - 1;
        bool isLabel = named.Length == 1 && (only == 0 || only == last) && second.Length == first.Length && IsName(second[only]);
        bool isName = LabelNames.Contains(first[only], StringComparer.OrdinalIgnoreCase)
            || (last >= SurelyCounted && Counts(only == 0 ? first.AsSpan()[1..] : first.AsSpan()[..last]));
        return !isLabel || isName;
    }

    private static bool IsCounted(ImmutableArray<string> first, string name)
    {
        if (!Counts(first.AsSpan()) || first.Length < 3)
            return false;
        return first.Length >= SurelyCounted ? true : throw new DatasetException(
            $"{name}: line 1 counts from {first[0]} to {first[^1]}, which may be names of columns or an image; write header: "
            + $"true or header: false.");
    }

    // Whether fields are 0, 1, 2, … or 1, 2, 3, …, as pandas names columns that have no names.
    private static bool Counts(ReadOnlySpan<string> fields)
    {
        if (fields.IsEmpty || !int.TryParse(fields[0], CultureInfo.InvariantCulture, out int start) || start is not (0 or 1))
            return false;
        for (int i = 0; i < fields.Length; i++)
        {
            if (fields[i] != (start + i).ToString(CultureInfo.InvariantCulture))
                return false;
        }

        return true;
    }

    private static int FindLabel(ImmutableArray<string> fields, bool isPresent, string name, CsvLayout layout)
    {
        if (layout.LabelName is string wanted)
        {
            int found = isPresent ? fields.IndexOf(wanted) : -1;
            if (found < 0)
            {
                throw new DatasetException(isPresent
                    ? $"{name} has no column '{wanted}'; its columns are {Listed(fields)}."
                    : $"{name} has no header, so no column is named '{wanted}'; give the number of the label column instead.");
            }

            return found;
        }

        if (layout.LabelColumn > fields.Length)
            throw new DatasetException(
                $"{name} has {fields.Length} columns, so the label cannot be column {layout.LabelColumn}.");
        if (layout.LabelColumn is int column)
            return column - 1;
        return isPresent ? RecognisedLabel(fields, name) : TextAtAnEnd(fields);
    }

    // Without a header the label is the first column, unless only the last has a text.
    private static int TextAtAnEnd(ImmutableArray<string> fields) =>
        IsName(fields[^1]) && !IsName(fields[0]) ? fields.Length - 1 : 0;

    private static int RecognisedLabel(ImmutableArray<string> fields, string name)
    {
        int exact = fields.IndexOf(LabelNames[0]), last = fields.Length - 1;
        int[] ends = [.. new[] { 0, last }.Where(i => LabelNames.Contains(fields[i], StringComparer.OrdinalIgnoreCase))];
        int label = exact >= 0 ? exact : ends is [int only] ? only : ends is [] ? OddOneOut(fields) : -1;
        if (label < 0)
        {
            throw new DatasetException(
                $"{name} does not say which of its columns is the label; they are {Listed(fields)}. "
                + $"Write its name or its number, such as label: 1 or label: {fields.Length}.");
        }

        if (label > 0 && (fields[0].Length == 0 || fields[0] == "Unnamed: 0"))
            throw new DatasetException(
                $"{name}: column 1 has no name, as where pandas writes the numbers of rows; "
                + $"write the file without them (index=False).");
        return label;
    }

    // Pixels have numbers in their names (pixel1, 28x28); the label is the one column at an end that has none.
    private static int OddOneOut(ImmutableArray<string> fields)
    {
        bool isFirst = !Numbered().IsMatch(fields[0]), isLast = !Numbered().IsMatch(fields[^1]);
        return isFirst == isLast || !fields[1..^1].All(f => Numbered().IsMatch(f)) ? -1 : isFirst ? 0 : fields.Length - 1;
    }

    private static string Listed(ImmutableArray<string> fields) => fields.Length <= 6
        ? string.Join(", ", fields.Select(CsvText.Shown))
        : $"{string.Join(", ", fields[..5].Select(CsvText.Shown))}, … {CsvText.Shown(fields[^1])}";

    // A number that no pixel may be is a mistake in the first image, not the name of a column.
    private static bool IsName(string field) =>
        field.Length > 0 && !double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex("[0-9]$")]
    private static partial Regex Numbered();
}
