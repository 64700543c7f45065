using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Storage.Tests.Filters;

/// <summary>Generates filters of any shape over some names.</summary>
public static class RandomFilters
{
    private const int Depth = 4;

    private static readonly Gen<LiteralOperand> Literals = Gen
        .OneOf(
            Gen.Elements<HyperparameterValue>(0, 1, -0.5, 0.1, 2, 128, 1e-7, -3e20, 64),
            Gen.Elements<HyperparameterValue>(
                "relu", "tanh", "full", "128", "64", "", "it's", "R%", "_anh", "%", "completed", "a \"b\" ü"),
            Gen.Elements<HyperparameterValue>(true, false))
        .Select(v => new LiteralOperand(v));

    public static Arbitrary<Filter> Over(params string[] names) =>
        Arb.From(Filters(Gen.Elements(names).Select(n => new NameOperand(n)), Depth));

    private static Gen<Filter> Filters(Gen<NameOperand> names, int depth)
    {
        if (depth == 0)
            return Conditions(names);
        Gen<Filter> inner = Filters(names, depth - 1);
        return Gen.OneOf(
            Conditions(names),
            inner.Select(Filter (f) => new NotFilter(f)),
            Parts(inner).Select(Filter (p) => p.Any(f => f is AllFilter) ? new AnyFilter(p) : new AllFilter(p)),
            Parts(inner).Select(Filter (p) => new AnyFilter(p)));
    }

    private static Gen<ImmutableArray<Filter>> Parts(Gen<Filter> inner) =>
        from first in inner
        from second in inner
        from others in inner.ListOf(1)
        select ImmutableArray.Create([first, second, .. others]);

    private static Gen<Filter> Conditions(Gen<NameOperand> names)
    {
        Gen<FilterOperand> operands = Gen.OneOf(names.Select(FilterOperand (n) => n), Literals.Select(FilterOperand (l) => l));
        return Gen.OneOf(
            from left in operands
            from comparison in Gen.Elements(Enum.GetValues<ComparisonOperator>())
            from right in operands
            select (Filter)new ComparisonFilter(left, comparison, right),
            from operand in operands
            from values in Literals.NonEmptyListOf()
            select (Filter)new MembershipFilter(operand, [.. values]),
            from operand in operands
            from lower in operands
            from upper in operands
            select (Filter)new RangeFilter(operand, lower, upper),
            from operand in names
            from pattern in Literals.Where(l => l.Value is TextValue)
            select (Filter)new PatternFilter(operand, pattern),
            from operand in names
            select (Filter)new MissingFilter(operand));
    }
}
