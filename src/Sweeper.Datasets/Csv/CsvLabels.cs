using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Sweeper.Datasets.Csv;

/// <summary>
/// The labels of a CSV file: integers, which are the classes, or texts, whose ordinal order gives the classes. The first label
/// decides.
/// </summary>
/// <param name="name">What errors call the file.</param>
/// <param name="header">Of the file.</param>
/// <param name="known">The classes that texts must be among; null where they are found here, or labels are integers.</param>
internal sealed class CsvLabels(string name, CsvHeader header, ImmutableArray<string>? known)
{
    private readonly Dictionary<string, int> _found = new(StringComparer.Ordinal);
    private bool? _isText = known is null ? null : true;

    /// <summary>
    /// The class of a label; of texts that are not known in advance, their number in the order in which they are found.
    /// </summary>
    /// <exception cref="DatasetException">It is no label.</exception>
    public byte Read(ReadOnlySpan<byte> field, int line)
    {
        _isText ??= IsText(CsvText.Text(field));
        if (_isText == false)
            return CsvNumber.TryRead(field, out byte label)
                ? label
                : throw CsvNumber.Refused(name, line, header, header.Label, field);
        string text = CsvText.Text(field);
        if (text.Length == 0)
            throw new DatasetException(
                $"{name}: line {line}, {header.Describe(header.Label)} is empty; every image needs a label.");
        if (known is ImmutableArray<string> classes)
        {
            int index = classes.IndexOf(PrintableText.Of(text));
            return index >= 0 ? (byte)index : throw new DatasetException(
                $"{name}: line {line} has the label '{CsvText.Shown(text)}', and the training images have no such class; "
                + $"their classes are {string.Join(", ", classes)}.");
        }

        if (!_found.TryGetValue(text, out int number))
        {
            number = _found.Count;
            if (number == DatasetParts.MaxClasses)
                throw new DatasetException(
                    $"{name} has more than {DatasetParts.MaxClasses} different labels in {header.Describe(header.Label)}; "
                    + $"at most that many classes are read.");
            _found.Add(text, number);
        }

        return (byte)number;
    }

    /// <summary>
    /// The classes in order, after <paramref name="labels"/> are changed from the order in which they were found; null where
    /// labels are integers.
    /// </summary>
    public ImmutableArray<string>? Sort(Span<byte> labels)
    {
        if (_isText != true || known is not null)
            return known;
        string[] sorted = [.. _found.Keys.Order(StringComparer.Ordinal)];
        byte[] places = new byte[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
            places[_found[sorted[i]]] = (byte)i;
        foreach (ref byte label in labels)
            label = places[label];
        return [.. sorted.Select(PrintableText.Of)];
    }

    // What looks like a number and is none of those allowed is a mistake.
    private static bool IsText(string field) =>
        field.Length > 0 && !double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}

/// <summary>The integers of a CSV file: 0 … 255.</summary>
internal static class CsvNumber
{
    /// <summary>Reads a field; spaces around the integer and zeros in front of it are allowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> field, out byte value)
    {
        // Three digits at most: what is longer, and all that is no digit, is looked at again.
        int digits = 0;
        foreach (byte digit in field)
            digits = (uint)(digit - '0') <= 9 ? (10 * digits) + digit - '0' : byte.MaxValue + 1;
        value = (byte)digits;
        return field.Length is > 0 and <= 3 && digits <= byte.MaxValue || TryReadUnusual(field, out value);
    }

    private static bool TryReadUnusual(ReadOnlySpan<byte> field, out byte value)
    {
        ReadOnlySpan<byte> digits = CsvText.Trim(field);
        value = 0;
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (digits.TrimStart((byte)'0') is not { IsEmpty: false } significant || byte.TryParse(
                significant, CultureInfo.InvariantCulture, out value));
    }

    public static DatasetException Refused(string name, int line, CsvHeader header, int column, ReadOnlySpan<byte> field)
    {
        string text = CsvText.Text(field), found = text.Length == 0 ? "is empty" : $"is '{CsvText.Shown(text)}'";
        string what = column == header.Label ? "labels" : "pixels";
        return new DatasetException(
            $"{name}: line {line}, {header.Describe(column)} {found}; {what} are integers from 0 to {byte.MaxValue}.");
    }
}
