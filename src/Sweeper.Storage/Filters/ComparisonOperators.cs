namespace Sweeper.Storage.Filters;

/// <summary>How two values are compared.</summary>
public enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>How comparisons are written, in filters and in SQL alike.</summary>
public static class ComparisonOperators
{
    public static string Symbol(this ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        ComparisonOperator.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, null),
    };

    /// <summary>Whether it asks which of the two is larger, and not only whether they are the same.</summary>
    public static bool IsOrder(this ComparisonOperator comparison) =>
        comparison is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual);

    /// <summary>
    /// The comparison a symbol stands for; null when it is none. <c>==</c> and <c>&lt;&gt;</c> are understood too.
    /// </summary>
    internal static ComparisonOperator? Parse(string symbol) => symbol switch
    {
        "=" or "==" => ComparisonOperator.Equal,
        "!=" or "<>" => ComparisonOperator.NotEqual,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        ">=" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };
}
