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
