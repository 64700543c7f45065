namespace Sweeper.Storage.Filters;

/// <summary><c>objective is null</c>: there is no value, or it is a metric that is not a finite number. Never unknown.</summary>
public sealed record MissingFilter(NameOperand Operand) : Filter
{
    public override string ToString() => $"{Operand} is null";
}
