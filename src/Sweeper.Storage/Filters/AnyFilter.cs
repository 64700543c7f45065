using System.Collections.Immutable;

namespace Sweeper.Storage.Filters;

/// <summary>Some part must hold: <c>… or …</c>, which binds less than <c>and</c>.</summary>
/// <param name="Parts">At least two.</param>
public sealed record AnyFilter(ImmutableArray<Filter> Parts) : Filter
{
    private protected override bool IsCompound => true;

    public bool Equals(AnyFilter? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Length == 0 ? 1 : HashCode.Combine(Parts.Length, Parts[0], 1);

    public override string ToString() => string.Join(" or ", Parts.Select(p => p is AllFilter ? p.ToString() : Nested(p)));
}
