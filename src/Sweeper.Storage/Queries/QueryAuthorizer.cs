using SQLitePCL;

namespace Sweeper.Storage.Queries;

/// <summary>
/// What a user's statement may do, decided while SQLite compiles it. A list of what is allowed, so that a statement SQLite
/// learns one day is refused until somebody has thought about it.
/// </summary>
internal static class QueryAuthorizer
{
    /// <summary>The answer to one action; the fourth argument is a function's name when the action is calling one.</summary>
    public static int Decide(
        object data, int action, string first, string second, string database, string origin) => action switch
    {
        raw.SQLITE_SELECT or raw.SQLITE_READ or raw.SQLITE_RECURSIVE => raw.SQLITE_OK,
        raw.SQLITE_FUNCTION when !string.Equals(second, "load_extension", StringComparison.OrdinalIgnoreCase) => raw.SQLITE_OK,
        _ => raw.SQLITE_DENY,
    };
}
