using System.Collections.Immutable;

namespace Sweeper.Storage.Filters;

/// <summary>
/// A condition on trials, such as <c>learning_rate &gt;= 0.1 and state = 'completed'</c>. It is true, false or, where a value it
/// asks for is missing, unknown, as in SQL; a trial passes where it is true. <see cref="object.ToString"/> gives text that reads
/// back as the same filter.
/// </summary>
public abstract record Filter
{
    private protected Filter()
    {
    }

    /// <summary>Whether it needs parentheses inside a larger filter.</summary>
    private protected virtual bool IsCompound => false;

    private protected static string Nested(Filter filter) => filter.IsCompound ? $"({filter})" : filter.ToString();
}

/// <summary>Every part must hold: <c>… and …</c>.</summary>
/// <param name="Parts">At least two.</param>
public sealed record AllFilter(ImmutableArray<Filter> Parts) : Filter
{
    private protected override bool IsCompound => true;

    public bool Equals(AllFilter? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Length == 0 ? 0 : HashCode.Combine(Parts.Length, Parts[0]);

    public override string ToString() => string.Join(" and ", Parts.Select(Nested));
}

/// <summary>Some part must hold: <c>… or …</c>, which binds less than <c>and</c>.</summary>
/// <param name="Parts">At least two.</param>
public sealed record AnyFilter(ImmutableArray<Filter> Parts) : Filter
{
    private protected override bool IsCompound => true;

    public bool Equals(AnyFilter? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Length == 0 ? 1 : HashCode.Combine(Parts.Length, Parts[0], 1);

    public override string ToString() => string.Join(" or ", Parts.Select(p => p is AllFilter ? p.ToString() : Nested(p)));
}

/// <summary>The opposite: <c>not …</c>, <c>… not in …</c> and the like. Unknown stays unknown.</summary>
public sealed record NotFilter(Filter Inner) : Filter
{
    public override string ToString() => Inner switch
    {
        MembershipFilter membership => membership.Write("not in"),
        RangeFilter range => range.Write("not between"),
        PatternFilter pattern => pattern.Write("not like"),
        MissingFilter missing => $"{missing.Operand} is not null",
        _ => $"not {Nested(Inner)}",
    };
}

/// <summary>
/// <c>learning_rate &gt;= 0.1</c>. Numbers compare by size and texts letter by letter, upper case before lower; a number and a
/// text are never equal, and which is larger is unknown. A number written as the literal also equals the text of its digits, so
/// that <c>architecture = 128</c> finds the architecture "128". True is 1 and false is 0.
/// </summary>
public sealed record ComparisonFilter(FilterOperand Left, ComparisonOperator Comparison, FilterOperand Right) : Filter
{
    public override string ToString() => $"{Left} {Comparison.Symbol()} {Right}";
}

/// <summary><c>activation in ('relu', 'tanh')</c>: equal to one of the values, as by <see cref="ComparisonFilter"/>.</summary>
/// <param name="Operand">What is looked for.</param>
/// <param name="Values">At least one.</param>
public sealed record MembershipFilter(FilterOperand Operand, ImmutableArray<LiteralOperand> Values) : Filter
{
    public bool Equals(MembershipFilter? other) =>
        other is not null && Operand == other.Operand && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Operand, Values.Length);

    public override string ToString() => Write("in");

    internal string Write(string keyword) => $"{Operand} {keyword} ({string.Join(", ", Values)})";
}

/// <summary><c>epochs between 5 and 10</c>: at least the lower and at most the upper bound.</summary>
public sealed record RangeFilter(FilterOperand Operand, FilterOperand Lower, FilterOperand Upper) : Filter
{
    public override string ToString() => Write("between");

    internal string Write(string keyword) => $"{Operand} {keyword} {Lower} and {Upper}";
}

/// <summary>
/// <c>reason like '%patience%'</c>: a text in which <c>%</c> stands for any characters and <c>_</c> for one; the letters a to z
/// match their capitals. Unknown for what is no text.
/// </summary>
public sealed record PatternFilter(NameOperand Operand, LiteralOperand Pattern) : Filter
{
    public override string ToString() => Write("like");

    internal string Write(string keyword) => $"{Operand} {keyword} {Pattern}";
}

/// <summary><c>objective is null</c>: there is no value, or it is a metric that is not a finite number. Never unknown.</summary>
public sealed record MissingFilter(NameOperand Operand) : Filter
{
    public override string ToString() => $"{Operand} is null";
}
