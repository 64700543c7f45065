using Parquet;
using Parquet.Schema;

namespace Sweeper.Datasets.Pictures;

/// <summary>The columns of a Parquet file, read one by one over all its groups of rows.</summary>
/// <param name="path">What errors call the file.</param>
/// <param name="reader">Open.</param>
internal sealed class ParquetRows(string path, ParquetReader reader)
{
    /// <summary>What the library says the type of columns of bytes and of texts is.</summary>
    public static readonly Type Bytes = typeof(ReadOnlyMemory<byte>), Text = typeof(ReadOnlyMemory<char>);

    /// <summary>What the values of a column are, for sentences.</summary>
    public static string NameOf(DataField field) =>
        field.ClrType == Bytes ? "bytes" : field.ClrType == Text ? "text" : field.ClrType.Name;

    /// <summary>A column of bytes; null where a row has none.</summary>
    /// <exception cref="DatasetException">There are more rows than are read.</exception>
    public Task<byte[]?[]> ReadBytesAsync(DataField field, int mostRows, CancellationToken cancellationToken)
    {
        long rows = reader.RowGroups.Sum(g => g.RowCount);
        return rows >= 0 && rows <= mostRows
            ? ReadAsync<ReadOnlyMemory<byte>, byte[]?>(field, bytes => bytes.ToArray(), cancellationToken)
            : throw new DatasetException($"{path} has {rows} rows; at most {mostRows} are read.");
    }

    public Task<string?[]> ReadTextsAsync(DataField field, CancellationToken cancellationToken) =>
        ReadAsync<ReadOnlyMemory<char>, string?>(field, text => text.ToString(), cancellationToken);

    /// <exception cref="DatasetException">The column has no integers.</exception>
    public Task<long?[]> ReadIntegersAsync(DataField field, CancellationToken cancellationToken) =>
        Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Int64 => ReadAsync<long, long?>(field, v => v, cancellationToken),
        TypeCode.Int32 => ReadAsync<int, long?>(field, v => v, cancellationToken),
        TypeCode.Int16 => ReadAsync<short, long?>(field, v => v, cancellationToken),
        TypeCode.SByte => ReadAsync<sbyte, long?>(field, v => v, cancellationToken),
        TypeCode.Byte => ReadAsync<byte, long?>(field, v => v, cancellationToken),
        TypeCode.UInt16 => ReadAsync<ushort, long?>(field, v => v, cancellationToken),
        TypeCode.UInt32 => ReadAsync<uint, long?>(field, v => v, cancellationToken),
        TypeCode.UInt64 => ReadAsync<ulong, long?>(field, v => v > long.MaxValue ? -1 : (long)v, cancellationToken),
        _ => throw new DatasetException($"{path}: column {field.Path} is of {NameOf(field)}; labels are integers or texts."),
    };

    // Values are those of the rows that have one, which is what the highest definition level says of a row.
    private async Task<TRow[]> ReadAsync<T, TRow>(DataField field, Func<T, TRow> convert, CancellationToken cancellationToken)
        where T : struct
    {
        var all = new List<TRow>();
        for (int i = 0; i < reader.RowGroupCount; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            long unpacked = group.GetMetadata(field)?.MetaData?.TotalUncompressedSize ?? 0;
            if (unpacked > Array.MaxLength)
                throw new DatasetException(
                    $"{path}: column {field.Path} says that it has {unpacked} bytes in one group of rows; "
                    + $"at most {Array.MaxLength} are read.");
            T[] values = new T[group.RowCount];
            int[] levels = new int[group.RowCount];
            bool hasLevels = field.MaxDefinitionLevel > 0;
            await group.ReadRawAsync<T>(field, values, hasLevels ? levels : null, null, cancellationToken).ConfigureAwait(false);
            for (int row = 0, next = 0; row < values.Length; row++)
                all.Add(!hasLevels || levels[row] == field.MaxDefinitionLevel ? convert(values[next++]) : default!);
        }

        return [.. all];
    }
}
