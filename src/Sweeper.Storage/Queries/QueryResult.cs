using System.Collections.Immutable;

namespace Sweeper.Storage.Queries;

/// <summary>What a query returned.</summary>
public sealed record QueryResult
{
    /// <summary>The names of the columns, as the query calls them; not necessarily distinct.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>The rows, each with a value per column: null, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or an array of bytes.</summary>
    public required ImmutableArray<ImmutableArray<object?>> Rows { get; init; }

    /// <summary>Whether there were more rows than allowed, and the rest is missing.</summary>
    public required bool IsTruncated { get; init; }
}
