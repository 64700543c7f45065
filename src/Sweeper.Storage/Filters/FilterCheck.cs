using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Storage.Filters;

/// <summary>Checks that a filter asks for what the trials of a sweep have, and compares it with what it can be.</summary>
/// <param name="fields">The fields of the sweep.</param>
public sealed class FilterCheck(TrialFields fields)
{
    /// <exception cref="FilterException">A name is unknown, or a comparison could never be true.</exception>
    public void Check(Filter filter)
    {
        switch (filter)
        {
            case AllFilter all: CheckEach(all.Parts); break;
            case AnyFilter any: CheckEach(any.Parts); break;
            case NotFilter not: Check(not.Inner); break;
            case ComparisonFilter comparison: CheckPair(
                comparison.Left, comparison.Right, comparison.Comparison.IsOrder()); break;
            case MissingFilter missing: KindsOf(missing.Operand); break;
            case MembershipFilter membership:
                foreach (LiteralOperand value in membership.Values)
                    CheckPair(membership.Operand, value, isOrder: false);
                break;
            case RangeFilter range:
                CheckPair(range.Operand, range.Lower, isOrder: true);
                CheckPair(range.Operand, range.Upper, isOrder: true);
                break;
            case PatternFilter pattern:
                CheckPair(pattern.Operand, pattern.Pattern, isOrder: false);
                break;
            default: throw new ArgumentException($"{filter.GetType().Name} is no kind of filter.", nameof(filter));
        }
    }

    private void CheckEach(ImmutableArray<Filter> parts)
    {
        foreach (Filter part in parts)
            Check(part);
    }

    private void CheckPair(FilterOperand left, FilterOperand right, bool isOrder)
    {
        TrialFieldKinds leftKinds = Comparable(KindsOf(left)), rightKinds = Comparable(KindsOf(right));
        if ((leftKinds & rightKinds) != 0)
            return;

        // architecture = 128 is clear enough, though architectures are texts.
        if (!isOrder && (IsNumber(left) || IsNumber(right)))
            return;
        (FilterOperand literal, FilterOperand other) = left is LiteralOperand ? (left, right) : (right, left);
        throw new FilterException(
            literal.Position, Describe(literal, other, Comparable(KindsOf(other)) == TrialFieldKinds.Text));
    }

    private static string Describe(FilterOperand literal, FilterOperand other, bool otherIsText) => literal switch
    {
        LiteralOperand { Value: TextValue } => $"{other} holds numbers, not texts; write a number without quotes",
        LiteralOperand when otherIsText => $"{other} holds texts, so write it in single quotes: '{literal}'",
        _ => $"{literal} and {other} cannot be compared: one holds numbers and the other texts",
    };

    private TrialFieldKinds KindsOf(FilterOperand operand) => operand switch
    {
        NameOperand name => fields.Find(name.Name)?.Kinds ?? throw Unknown(name),
        LiteralOperand { Value: TextValue } => TrialFieldKinds.Text,
        LiteralOperand { Value: BooleanValue } => TrialFieldKinds.Boolean,
        _ => TrialFieldKinds.Number,
    };

    // True and false are 1 and 0.
    private static TrialFieldKinds Comparable(TrialFieldKinds kinds) =>
        kinds.HasFlag(TrialFieldKinds.Boolean) ? (kinds & ~TrialFieldKinds.Boolean) | TrialFieldKinds.Number : kinds;

    private static bool IsNumber(FilterOperand operand) => operand is LiteralOperand { Value: NumberValue };

    private FilterException Unknown(NameOperand name) =>
        new(name.Position, $"there is no '{name.Name}'{fields.Hint(name.Name)} (a text goes in single quotes: '{name.Name}')");
}
