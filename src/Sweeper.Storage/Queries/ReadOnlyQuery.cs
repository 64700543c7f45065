using System.Collections.Immutable;
using System.Globalization;
using SQLitePCL;
using Sweeper.Storage.Databases;
using Sweeper.Storage.Files;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Naming;

namespace Sweeper.Storage.Queries;

/// <summary>
/// Runs a user's SQL over the database of a results folder so that it can only read: the connection is read-only, an authoriser
/// admits nothing but selecting, there is one statement, and it ends at a deadline.
/// </summary>
/// <param name="resultsFolder">The results folder, relative to the current one or absolute.</param>
/// <param name="time">The clock of the deadline.</param>
public sealed class ReadOnlyQuery(string resultsFolder, TimeProvider time)
{
    // How many instructions of SQLite's virtual machine pass between two looks at the clock: well under a millisecond.
    private const int InstructionsPerLook = 10_000;

    // A single function call cannot be interrupted, so the texts and blobs that one may build are kept small.
    private const int LargestValueBytes = 64 * 1024 * 1024;

    private readonly ResultsFolder _folder = new(resultsFolder);

    /// <summary>Runs one SELECT, which may begin with WITH and may be followed by a semicolon and comments.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="deadline">How long it may take.</param>
    /// <param name="maximumRows">How many rows are returned at most; at least 1.</param>
    /// <param name="values">
    /// The values of <c>:name</c>, <c>@name</c> and <c>$name</c>: null, a long, a double or a text each.
    /// </param>
    /// <exception cref="SweeperException">
    /// The statement is wrong, is more than one, lacks a value or is given one it has no place for, does anything but read, or
    /// takes too long (all of kind Input), or there is no database to be read.
    /// </exception>
    public QueryResult Run(
        string sql, TimeSpan deadline, int maximumRows, IReadOnlyDictionary<string, object?>? values = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumRows, 1);
        using ReaderConnection connection = ReaderConnection.Open(_folder);
        sqlite3 database = connection.Sqlite.Handle!;
        long start = time.GetTimestamp();
        raw.sqlite3_limit(database, raw.SQLITE_LIMIT_LENGTH, LargestValueBytes);
        raw.sqlite3_progress_handler(
            database, InstructionsPerLook, _ => time.GetElapsedTime(start) > deadline ? 1 : 0, null);
        raw.sqlite3_set_authorizer(database, QueryAuthorizer.Decide, null);
        sqlite3_stmt statement = Prepare(database, sql);
        try
        {
            Bind(statement, values ?? new Dictionary<string, object?>());
            return ReadRows(database, statement, deadline, maximumRows);
        }
        finally
        {
            raw.sqlite3_finalize(statement);
        }
    }

    private sqlite3_stmt Prepare(sqlite3 database, string sql)
    {
        if (sql.Contains('\0', StringComparison.Ordinal))
            throw Refused("the SQL holds a zero character");
        sqlite3_stmt? only = null;
        try
        {
            for (string rest = sql; rest.Length > 0;)
            {
                int answer = raw.sqlite3_prepare_v2(database, rest, out sqlite3_stmt next, out string tail);
                if (only is not null && (answer != raw.SQLITE_OK || !IsEmpty(next)))
                {
                    next?.Dispose();
                    throw Refused("a query is one statement, and this is more");
                }

                if (answer != raw.SQLITE_OK)
                    throw Explain(database, answer);
                if (!IsEmpty(next))
                    only = next;
                rest = tail ?? "";
            }
        }
        catch
        {
            only?.Dispose();
            throw;
        }

        return only ?? throw Refused("there is no statement in it");
    }

    private static void Bind(sqlite3_stmt statement, IReadOnlyDictionary<string, object?> values)
    {
        HashSet<string> places = [];
        for (int index = 1; index <= raw.sqlite3_bind_parameter_count(statement); index++)
        {
            string? place = raw.sqlite3_bind_parameter_name(statement, index).utf8_to_string();
            if (place is null || place[0] == '?')
                throw Refused("values have names here: write :name instead of a question mark");
            string name = place[1..];
            if (!values.TryGetValue(name, out object? value))
                throw Refused($"it has {place} and no value for it; give one with --param {name}=VALUE");
            places.Add(name);
            BindOne(statement, index, value);
        }

        if (values.Keys.FirstOrDefault(name => !places.Contains(name)) is string left)
            throw Refused(
                places.Count == 0 ? $"it has no :{left}" : $"it has no :{left}{NearestName.Hint(left, places, "name")}");
    }

    private static void BindOne(sqlite3_stmt statement, int index, object? value)
    {
        int answer = value switch
        {
            null => raw.sqlite3_bind_null(statement, index),
            long whole => raw.sqlite3_bind_int64(statement, index, whole),
            double number => raw.sqlite3_bind_double(statement, index, number),
            _ => raw.sqlite3_bind_text(statement, index, (string)value),
        };
        if (answer != raw.SQLITE_OK)
            throw Refused("a value is too long");
    }

    // White space and comments make no statement.
    private static bool IsEmpty(sqlite3_stmt? statement) => statement is null || statement.IsInvalid;

    private static QueryResult ReadRows(sqlite3 database, sqlite3_stmt statement, TimeSpan deadline, int maximumRows)
    {
        int count = raw.sqlite3_column_count(statement);
        ImmutableArray<ImmutableArray<object?>>.Builder rows = ImmutableArray.CreateBuilder<ImmutableArray<object?>>();
        int answer;
        while ((answer = raw.sqlite3_step(statement)) == raw.SQLITE_ROW && rows.Count < maximumRows)
            rows.Add([.. Enumerable.Range(0, count).Select(c => Value(statement, c))]);
        if (answer == raw.SQLITE_INTERRUPT)
        {
            throw Refused(string.Create(
                CultureInfo.InvariantCulture,
                $"it took longer than {deadline.TotalSeconds:0.###} s; narrow it with WHERE or LIMIT"));
        }

        if (answer is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw Refused(raw.sqlite3_errmsg(database).utf8_to_string());
        return new QueryResult
        {
            Columns = [.. Enumerable.Range(0, count).Select(c => raw.sqlite3_column_name(statement, c).utf8_to_string())],
            Rows = rows.ToImmutable(),
            IsTruncated = answer == raw.SQLITE_ROW,
        };
    }

    private static object? Value(sqlite3_stmt statement, int column) => raw.sqlite3_column_type(statement, column) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement, column),
        raw.SQLITE_TEXT => raw.sqlite3_column_text(statement, column).utf8_to_string(),
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(statement, column).ToArray(),
        _ => null,
    };

    private SweeperException Explain(sqlite3 database, int answer)
    {
        string message = raw.sqlite3_errmsg(database).utf8_to_string();
        if (answer == raw.SQLITE_AUTH || message.StartsWith("not authorized", StringComparison.Ordinal))
            return Refused("it may only read: SELECT over the views runs, epochs, leaderboard, pruning and the tables");

        // The names come from a connection without the authoriser, which would not let them be listed.
        using ReaderConnection connection = ReaderConnection.Open(_folder);
        return Refused(message + connection.Read(NameCatalogue.Read).Suggest(message));
    }

    private static SweeperException Refused(string reason) =>
        new($"The query was refused: {reason}{(reason.EndsWith('?') ? "" : ".")}", FailureKind.Input);
}

/// <summary>What a query returned.</summary>
public sealed record QueryResult
{
    /// <summary>The names of the columns, as the query calls them; not necessarily distinct.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>
    /// The rows, each with a value per column: null, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or an array
    /// of bytes.
    /// </summary>
    public required ImmutableArray<ImmutableArray<object?>> Rows { get; init; }

    /// <summary>Whether there were more rows than allowed, and the rest is missing.</summary>
    public required bool IsTruncated { get; init; }
}
