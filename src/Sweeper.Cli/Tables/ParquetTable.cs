using System.Globalization;
using Parquet;
using Parquet.Schema;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Cli.Tables;

/// <summary>
/// A list as a Parquet file: a column is of truth values, integers or fractions where all its values are, and of texts
/// otherwise; what is missing is null. The rows are in memory while it is written, because a column's type shows at its last
/// value.
/// </summary>
internal static class ParquetTable
{
    public static async Task WriteAsync(IReadOnlyList<TableColumn> columns, IEnumerable<object?[]> rows, Stream stream)
    {
        object?[][] all = [.. rows];
        DataField[] fields = [.. columns.Select((column, i) => FieldOf(column.Name, all.Select(row => row[i])))];

        // It seeks, which not every stream can.
        using var file = new MemoryStream();
        ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            for (int i = 0; i < fields.Length; i++)
                await WriteAsync(group, fields[i], [.. all.Select(row => row[i])]).ConfigureAwait(false);
        }

        file.Position = 0;
        await file.CopyToAsync(stream).ConfigureAwait(false);
    }

    private static DataField FieldOf(string name, IEnumerable<object?> values)
    {
        object[] there = [.. values.OfType<object>()];
        return there switch
        {
            [] => new DataField<string>(name),
            _ when there.All(v => v is bool) => new DataField<bool>(name, nullable: true),
            _ when there.All(v => v is int or long) => new DataField<long>(name, nullable: true),
            _ when there.All(v => v is int or long or double) => new DataField<double>(name, nullable: true),
            _ => new DataField<string>(name),
        };
    }

    private static async Task WriteAsync(ParquetRowGroupWriter group, DataField field, object?[] values)
    {
        switch (field)
        {
            case DataField<bool>:
                await group.WriteAsync<bool>(field, (bool?[])[.. values.Select(v => (bool?)v)]).ConfigureAwait(false);
                break;
            case DataField<long>:
                await group.WriteAsync<long>(field,
                    (long?[])[.. values.Select(v => v is null ? (long?)null : Convert.ToInt64(v, CultureInfo.InvariantCulture))])
                        .ConfigureAwait(false);
                break;
            case DataField<double>:
                await group.WriteAsync<double>(field,
                    (double?[])[.. values.Select(v => v is null ? (double?)null
                        : Convert.ToDouble(v, CultureInfo.InvariantCulture))]).ConfigureAwait(false);
                break;
            default:
                await group.WriteAsync(field, (string[])[.. values.Select(Text)!]).ConfigureAwait(false);
                break;
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        byte[] bytes => Convert.ToBase64String(bytes),
        HyperparameterValue structured => structured.Canonical,
        bool boolean => boolean ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
