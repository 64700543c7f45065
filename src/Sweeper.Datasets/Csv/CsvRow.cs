using System.Text;

namespace Sweeper.Datasets.Csv;

/// <summary>One line of values.</summary>
internal readonly ref struct CsvRow(ReadOnlySpan<byte> line, int number, string file, CsvHeader header)
{
    private const int LongestShown = 20;

    private readonly ReadOnlySpan<byte> _line = line;

    public bool IsBlank => _line.Trim(" \t\r"u8).IsEmpty;

    /// <summary>A field as messages show it: short.</summary>
    public static string Shown(string field) => field.Length > LongestShown ? field[..LongestShown] + "…" : field;

    /// <exception cref="DatasetException">The row has more or fewer columns than the first line.</exception>
    public void CheckFields()
    {
        int fields = _line.Count((byte)',') + 1;
        if (fields != header.ColumnCount)
            throw new DatasetException($"{file}: line {number} has {fields} columns; the first line has {header.ColumnCount}.");
    }

    /// <summary>Reads all fields, of which there must be as many as columns.</summary>
    /// <exception cref="DatasetException">A field is no integer from 0 to 255.</exception>
    public void Read(Span<byte> pixels, out byte label)
    {
        label = 0;
        ReadOnlySpan<byte> line = _line;
        int position = 0;
        int pixel = 0;
        for (int column = 0; column < header.ColumnCount; column++)
        {
            int start = position;
            int value = 0;
            // Three digits at most: what is longer, and all that is no digit, is looked at again below.
            while (position < line.Length && position - start < 3 && (uint)(line[position] - '0') <= 9)
                value = 10 * value + line[position++] - '0';
            bool isPlain = position > start && (position == line.Length || line[position] == ',') && value <= byte.MaxValue;
            if (!isPlain)
            {
                int length = line[start..].IndexOf((byte)',');
                position = length < 0 ? line.Length : start + length;
                value = ReadUnusual(line[start..position], column);
            }

            position++;
            if (column == header.Label)
                label = (byte)value;
            else
                pixels[pixel++] = (byte)value;
        }
    }

    private byte ReadUnusual(ReadOnlySpan<byte> field, int column)
    {
        string text = Encoding.UTF8.GetString(field).Trim();
        string digits = text is ['"', .., '"'] ? text[1..^1].Trim() : text;
        string significant = digits.TrimStart('0');
        if (digits.Length > 0 && digits.All(char.IsAsciiDigit) && significant.Length <= 3)
        {
            int value = significant.Aggregate(0, (sum, digit) => 10 * sum + digit - '0');
            if (value <= byte.MaxValue)
                return (byte)value;
        }

        string found = text.Length == 0 ? "is empty" : $"is '{Shown(text)}'";
        string what = column == header.Label ? "labels" : "pixels";
        throw new DatasetException(
            $"{file}: line {number}, {header.Describe(column)} {found}; {what} are integers from 0 to {byte.MaxValue}.");
    }
}
