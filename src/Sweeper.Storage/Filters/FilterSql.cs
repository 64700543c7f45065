using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Storage.Filters;

/// <summary>Writes a filter as SQL that is true, false or null exactly where the filter is true, false or unknown.</summary>
internal sealed class FilterSql(TrialFields fields, FieldSql columns, SqlText sql)
{
    public void Write(Filter filter)
    {
        switch (filter)
        {
            case AllFilter all: WriteParts(all.Parts, " AND "); break;
            case AnyFilter any: WriteParts(any.Parts, " OR "); break;
            case NotFilter not: sql.Add("NOT ("); Write(not.Inner); sql.Add(")"); break;
            case ComparisonFilter comparison: WriteComparison(comparison.Left, comparison.Comparison, comparison.Right); break;
            case MembershipFilter membership: WriteMembership(membership); break;
            case RangeFilter range: WriteRange(range); break;
            case PatternFilter pattern: WritePattern(pattern); break;
            case MissingFilter missing: Write(missing.Operand); sql.Add(" IS NULL"); break;
            default: throw new ArgumentException($"{filter.GetType().Name} is no kind of filter.", nameof(filter));
        }
    }

    private void WriteParts(ImmutableArray<Filter> parts, string word)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            sql.Add(i == 0 ? "(" : $"{word}(");
            Write(parts[i]);
            sql.Add(")");
        }
    }

    private void WriteComparison(FilterOperand left, ComparisonOperator comparison, FilterOperand right)
    {
        if (comparison.IsOrder())
        {
            WriteOrder(left, comparison, right);
            return;
        }

        // The number stands behind, where IN can offer its digits as well.
        if (IsNumber(left) && !IsNumber(right))
            (left, right) = (right, left);
        if (IsNumber(right) && right is LiteralOperand literal)
        {
            Write(left);
            sql.Add(comparison == ComparisonOperator.Equal ? " IN (" : " NOT IN (");
            WriteEqual(literal);
            sql.Add(")");
            return;
        }

        Write(left);
        sql.Add($" {comparison.Symbol()} ");
        Write(right);
    }

    // SQLite puts every text above every number; here that comparison has no answer.
    private void WriteOrder(FilterOperand left, ComparisonOperator comparison, FilterOperand right)
    {
        sql.Add("CASE WHEN (typeof(");
        Write(left);
        sql.Add(") = 'text') = (typeof(");
        Write(right);
        sql.Add(") = 'text') THEN ");
        Write(left);
        sql.Add($" {comparison.Symbol()} ");
        Write(right);
        sql.Add(" END");
    }

    private void WriteMembership(MembershipFilter filter)
    {
        // A number that is written out stands behind in each comparison, for the same reason.
        if (IsNumber(filter.Operand))
        {
            WriteParts([.. filter.Values.Select(Filter (v) =>
                new ComparisonFilter(v, ComparisonOperator.Equal, filter.Operand))], " OR ");
            return;
        }

        Write(filter.Operand);
        for (int i = 0; i < filter.Values.Length; i++)
        {
            sql.Add(i == 0 ? " IN (" : ", ");
            WriteEqual(filter.Values[i]);
        }

        sql.Add(")");
    }

    private void WriteRange(RangeFilter range)
    {
        sql.Add("(");
        WriteOrder(range.Operand, ComparisonOperator.GreaterOrEqual, range.Lower);
        sql.Add(") AND (");
        WriteOrder(range.Operand, ComparisonOperator.LessOrEqual, range.Upper);
        sql.Add(")");
    }

    private void WritePattern(PatternFilter pattern)
    {
        sql.Add("CASE WHEN typeof(");
        Write(pattern.Operand);
        sql.Add(") = 'text' THEN ");
        Write(pattern.Operand);
        sql.Add(" LIKE ");
        Write(pattern.Pattern);
        sql.Add(" END");
    }

    /// <summary>Whatever equals a value: a number, and the text of its digits.</summary>
    private void WriteEqual(LiteralOperand literal)
    {
        Write(literal);
        if (literal.Value is NumberValue number)
            sql.Add(", ").AddValue(number.Canonical);
    }

    private void Write(FilterOperand operand)
    {
        if (operand is NameOperand name)
            columns.Write(fields.Find(name.Name)!, sql);
        else
            sql.AddValue(Value((LiteralOperand)operand));
    }

    private static object Value(LiteralOperand literal) => literal.Value switch
    {
        NumberValue number => number.Number,
        BooleanValue boolean => boolean.Boolean ? 1L : 0L,
        TextValue text => text.Text,
        _ => throw new ArgumentException($"{literal} is no value of a filter.", nameof(literal)),
    };

    private static bool IsNumber(FilterOperand operand) => operand is LiteralOperand { Value: NumberValue };
}
