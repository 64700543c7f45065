using System.Collections.Immutable;

namespace Sweeper.Storage.Filters;

/// <summary>Every part must hold: <c>… and …</c>.</summary>
/// <param name="Parts">At least two.</param>
public sealed record AllFilter(ImmutableArray<Filter> Parts) : Filter
{
    private protected override bool IsCompound => true;

    public bool Equals(AllFilter? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Length == 0 ? 0 : HashCode.Combine(Parts.Length, Parts[0]);

    public override string ToString() => string.Join(" and ", Parts.Select(Nested));
}
