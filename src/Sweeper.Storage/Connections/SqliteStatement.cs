using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Sweeper.Storage.Connections;

/// <summary>
/// A prepared statement, read row by row with nothing between it and SQLite. A list of a hundred thousand rows is read several
/// times as fast as through a mapper, and the first row comes at once: nothing is compiled for it.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The SQL is wrong, or the database cannot be read.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Carries out one statement that returns nothing.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteStatement statement = new(connection, sql);
        statement.Step();
    }

    /// <summary>The number that a statement returns as its only value.</summary>
    public static int Number(SqliteConnection connection, string sql)
    {
        using SqliteStatement statement = new(connection, sql);
        return statement.Step() ? statement.Int32(0) : throw new InvalidOperationException($"No row: {sql}");
    }

    /// <summary>The texts in the first column of the rows that a statement returns.</summary>
    public static List<string> Texts(SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteStatement statement = new(connection, sql);
        statement.Bind(values);
        List<string> texts = [];
        while (statement.Step())
            texts.Add(statement.Text(0));
        return texts;
    }

    /// <summary>Starts over with the values of <c>?1</c>, <c>?2</c> and so on.</summary>
    public SqliteStatement Bind(params ReadOnlySpan<object?> values)
    {
        raw.sqlite3_reset(_statement);
        for (int i = 0; i < values.Length; i++)
            Check(BindOne(i + 1, values[i]));
        return this;
    }

    /// <summary>Carries the statement out to its end with the values of <c>?1</c>, <c>?2</c> and so on.</summary>
    /// <returns>How many rows it changed, for one that changes rows.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        while (Step())
        {
        }

        // One that is not reset would count as under way and keep its locks.
        Check(raw.sqlite3_reset(_statement));
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Goes to the next row; false when there is none.</summary>
    public bool Step()
    {
        int answer = raw.sqlite3_step(_statement);
        if (answer is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            Check(answer);
        return answer == raw.SQLITE_ROW;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public int Int32(int column) => raw.sqlite3_column_int(_statement, column);

    public int? Int32OrNull(int column) => IsNull(column) ? null : Int32(column);

    public double Double(int column) => raw.sqlite3_column_double(_statement, column);

    public double? DoubleOrNull(int column) => IsNull(column) ? null : Double(column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The value as what it is: null, a long, a double, a string or an array of bytes.</summary>
    public object? Value(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_INTEGER => Int64(column),
        raw.SQLITE_FLOAT => Double(column),
        raw.SQLITE_TEXT => Text(column),
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(_statement, column).ToArray(),
        _ => null,
    };

    public void Dispose() => _statement.Dispose();

    private int BindOne(int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, index),
        int number => raw.sqlite3_bind_int64(_statement, index, number),
        long number => raw.sqlite3_bind_int64(_statement, index, number),
        double number => raw.sqlite3_bind_double(_statement, index, number),
        string text => raw.sqlite3_bind_text(_statement, index, text),
        // No bytes at all would be bound as NULL.
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, index, 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, index, bytes),
        _ => throw new ArgumentException($"SQLite has no type for {value.GetType().Name}.", nameof(value)),
    };

    private void Check(int answer) => SqliteException.ThrowExceptionForRC(answer, _database);
}
