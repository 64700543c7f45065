using System.Text.RegularExpressions;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Storage.Tests.Filters;

/// <summary>What a filter says of one trial, worked out from its definition and without SQL.</summary>
/// <param name="values">The trial: null, a double or a string for each name.</param>
internal sealed class FilterEvaluator(IReadOnlyDictionary<string, object?> values)
{
    public bool? Evaluate(Filter filter) => filter switch
    {
        AllFilter all => All(all.Parts.Select(Evaluate)),
        AnyFilter any => !All(any.Parts.Select(p => !Evaluate(p))),
        NotFilter not => !Evaluate(not.Inner),
        ComparisonFilter comparison => Compare(comparison.Left, comparison.Comparison, comparison.Right),
        MembershipFilter membership => !All(membership.Values.Select(v => !AreEqual(membership.Operand, v))),
        RangeFilter range => All(
            [Compare(range.Operand, ComparisonOperator.GreaterOrEqual, range.Lower),
                Compare(range.Operand, ComparisonOperator.LessOrEqual, range.Upper)]),
        PatternFilter pattern =>
            Value(pattern.Operand) is string text ? Matches(text, ((TextValue)pattern.Pattern.Value).Text) : null,
        MissingFilter missing => Value(missing.Operand) is null,
        _ => throw new ArgumentException("no filter", nameof(filter)),
    };

    private static bool? All(IEnumerable<bool?> parts)
    {
        bool?[] all = [.. parts];
        if (all.Contains(false))
            return false;
        return all.Contains(null) ? null : true;
    }

    private bool? Compare(FilterOperand left, ComparisonOperator comparison, FilterOperand right)
    {
        if (comparison == ComparisonOperator.Equal)
            return AreEqual(left, right);
        if (comparison == ComparisonOperator.NotEqual)
            return !AreEqual(left, right);
        int? order = (Value(left), Value(right)) switch
        {
            (double a, double b) => a.CompareTo(b),
            (string a, string b) => string.CompareOrdinal(a, b),
            _ => null,
        };
        return comparison switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        } && order is not null
            ? true
            : order is null ? null : false;
    }

    private bool? AreEqual(FilterOperand left, FilterOperand right) => (Value(left), Value(right)) switch
    {
        (null, _) or (_, null) => null,
        (double a, double b) => a == b,
        (string a, string b) => a == b,
        (string a, _) => right is LiteralOperand { Value: NumberValue digits } && digits.Canonical == a,
        (_, string b) => left is LiteralOperand { Value: NumberValue digits } && digits.Canonical == b,
        _ => throw new ArgumentException("no value", nameof(left)),
    };

    private object? Value(FilterOperand operand) => operand switch
    {
        NameOperand name => values[name.Name],
        LiteralOperand { Value: BooleanValue boolean } => boolean.Boolean ? 1.0 : 0.0,
        LiteralOperand { Value: NumberValue number } => number.Number,
        LiteralOperand literal => ((TextValue)literal.Value).Text,
        _ => throw new ArgumentException("no operand", nameof(operand)),
    };

    private static bool Matches(string text, string pattern)
    {
        string regex = Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal)
            .Replace("_", ".", StringComparison.Ordinal);
        return Regex.IsMatch(
            text,
            $@"\A{regex}\z",
            RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(5));
    }
}
