namespace Sweeper.Storage.Filters;

/// <summary>
/// <c>learning_rate &gt;= 0.1</c>. Numbers compare by size and texts letter by letter, upper case before lower; a number and a text are
/// never equal, and which is larger is unknown. A number written as the literal also equals the text of its digits, so that
/// <c>architecture = 128</c> finds the architecture "128". True is 1 and false is 0.
/// </summary>
public sealed record ComparisonFilter(FilterOperand Left, ComparisonOperator Comparison, FilterOperand Right) : Filter
{
    public override string ToString() => $"{Left} {Comparison.Symbol()} {Right}";
}
