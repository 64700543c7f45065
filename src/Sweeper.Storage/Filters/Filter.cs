namespace Sweeper.Storage.Filters;

/// <summary>
/// A condition on trials, such as <c>learning_rate &gt;= 0.1 and state = 'completed'</c>. It is true, false or, where a value it asks for is
/// missing, unknown, as in SQL; a trial passes where it is true. <see cref="object.ToString"/> gives text that reads back as the same filter.
/// </summary>
public abstract record Filter
{
    private protected Filter()
    {
    }

    /// <summary>Whether it needs parentheses inside a larger filter.</summary>
    private protected virtual bool IsCompound => false;

    private protected static string Nested(Filter filter) => filter.IsCompound ? $"({filter})" : filter.ToString();
}
