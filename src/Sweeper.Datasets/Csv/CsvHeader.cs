using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Sweeper.Datasets.Csv;

/// <summary>What the first line of a CSV file says about its columns.</summary>
internal sealed record CsvHeader
{
    private const string UsualLabel = "label";

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
        IsPresent && column < Fields.Length ? $"column {column + 1} ({CsvRow.Shown(Fields[column])})" : $"column {column + 1}";

    /// <exception cref="DatasetException">There is no such label column, or there are no pixels.</exception>
    public static CsvHeader Read(ReadOnlySpan<byte> line, string name, CsvLayout layout)
    {
        ImmutableArray<string> fields = Split(line, name);
        if (fields.Length < 2)
        {
            throw new DatasetException(
                $"{name}: line 1 has one column; it must have a label and at least one pixel, with commas between them.");
        }

        bool isPresent = layout.HasHeader ?? fields.Any(IsName);
        return new CsvHeader(fields, isPresent, FindLabel(fields, isPresent, name, layout));
    }

    private static int FindLabel(ImmutableArray<string> fields, bool isPresent, string name, CsvLayout layout)
    {
        if (layout.LabelName is string wanted)
        {
            int found = isPresent ? fields.IndexOf(wanted) : -1;
            if (found < 0)
            {
                string names = string.Join(", ", fields.Take(5).Select(CsvRow.Shown)) + (fields.Length > 5 ? ", …" : "");
                throw new DatasetException(isPresent
                    ? $"{name} has no column '{wanted}'; its columns are {names}."
                    : $"{name} has no header, so no column is named '{wanted}'; give the number of the label column instead.");
            }

            return found;
        }

        if (layout.LabelColumn > fields.Length)
            throw new DatasetException($"{name} has {fields.Length} columns, so the label cannot be column {layout.LabelColumn}.");
        if (layout.LabelColumn is int column)
            return column - 1;
        return isPresent ? Math.Max(0, fields.IndexOf(UsualLabel)) : 0;
    }

    private static ImmutableArray<string> Split(ReadOnlySpan<byte> line, string name)
    {
        var fields = ImmutableArray.CreateBuilder<string>();
        bool isQuoted = false;
        int start = 0;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] == '"')
                isQuoted = !isQuoted;
            if (i < line.Length && (isQuoted || line[i] != ','))
                continue;
            fields.Add(Unquote(Encoding.UTF8.GetString(line[start..i]).Trim()));
            start = i + 1;
            if (fields.Count > CsvImages.MaxColumns)
                throw new DatasetException($"{name}: line 1 has more than {CsvImages.MaxColumns} columns, the most that are read.");
        }

        return fields.ToImmutable();
    }

    // A number that no pixel may be is a mistake in the first image, not the name of a column.
    private static bool IsName(string field) =>
        field.Length > 0 && !double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Unquote(string field) =>
        field is ['"', .., '"'] ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field;
}
