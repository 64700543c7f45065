namespace Sweeper.Storage.Filters;

/// <summary><c>epochs between 5 and 10</c>: at least the lower and at most the upper bound.</summary>
public sealed record RangeFilter(FilterOperand Operand, FilterOperand Lower, FilterOperand Upper) : Filter
{
    public override string ToString() => Write("between");

    internal string Write(string keyword) => $"{Operand} {keyword} {Lower} and {Upper}";
}
