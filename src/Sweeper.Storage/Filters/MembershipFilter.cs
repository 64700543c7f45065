using System.Collections.Immutable;

namespace Sweeper.Storage.Filters;

/// <summary><c>activation in ('relu', 'tanh')</c>: equal to one of the values, as by <see cref="ComparisonFilter"/>.</summary>
/// <param name="Operand">What is looked for.</param>
/// <param name="Values">At least one.</param>
public sealed record MembershipFilter(FilterOperand Operand, ImmutableArray<LiteralOperand> Values) : Filter
{
    public bool Equals(MembershipFilter? other) => other is not null && Operand == other.Operand && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Operand, Values.Length);

    public override string ToString() => Write("in");

    internal string Write(string keyword) => $"{Operand} {keyword} ({string.Join(", ", Values)})";
}
