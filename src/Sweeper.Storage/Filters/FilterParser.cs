using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Storage.Filters;

/// <summary>
/// Reads filters. From the loosest to the tightest: <c>or</c>, <c>and</c>, <c>not</c>, then <c>= != &lt; &lt;= &gt; &gt;=</c>,
/// <c>in (…)</c>, <c>between … and …</c>, <c>like</c> and <c>is null</c>, each of the last four also with <c>not</c>. Words may
/// be in any case.
/// </summary>
public sealed class FilterParser
{
    /// <summary>The longest filter, in characters.</summary>
    public const int LargestLength = 4000;

    /// <summary>How many parentheses and <c>not</c> may be open at once.</summary>
    public const int LargestDepth = 50;

    private readonly List<FilterToken> _tokens;
    private int _next;
    private int _depth;

    private FilterParser(string text) => _tokens = FilterLexer.Read(text);

    private FilterToken Next => _tokens[_next];

    /// <summary>Reads the text of a filter.</summary>
    /// <exception cref="FilterException">
    /// It is not a filter, longer than <see cref="LargestLength"/> or nested deeper than <see cref="LargestDepth"/>.
    /// </exception>
    public static Filter Parse(string text)
    {
        if (text.Length > LargestLength)
            throw new FilterException(
                LargestLength, $"a filter has at most {LargestLength} characters, and this has {text.Length}");
        FilterParser parser = new(text);
        if (parser.Next.Kind == FilterTokenKind.End)
            throw new FilterException(0, "the filter is empty; write one such as learning_rate >= 0.1 and state = 'completed'");
        Filter filter = parser.ReadAny();
        return parser.Next.Kind == FilterTokenKind.End ? filter : throw parser.Unexpected("and, or, or the end");
    }

    private Filter ReadAny()
    {
        ImmutableArray<Filter> parts = ReadParts("or", ReadAll);
        return parts.Length == 1 ? parts[0] : new AnyFilter(parts);
    }

    private Filter ReadAll()
    {
        ImmutableArray<Filter> parts = ReadParts("and", ReadNegation);
        return parts.Length == 1 ? parts[0] : new AllFilter(parts);
    }

    private ImmutableArray<Filter> ReadParts(string word, Func<Filter> read)
    {
        var parts = ImmutableArray.CreateBuilder<Filter>();
        do
            parts.Add(read());
        while (Take(word));
        return parts.ToImmutable();
    }

    private Filter ReadNegation()
    {
        int position = Next.Position;
        bool isNot = Take("not");
        if (!isNot && !TakeSymbol("("))
            return ReadCondition();
        if (++_depth > LargestDepth)
            throw new FilterException(position, $"a filter is nested at most {LargestDepth} levels deep");
        Filter filter = isNot ? new NotFilter(ReadNegation()) : ReadAny();
        if (!isNot)
            ExpectSymbol(")");
        _depth--;
        return filter;
    }

    private Filter ReadCondition()
    {
        FilterOperand operand = ReadOperand();
        if (Next.Kind == FilterTokenKind.Symbol && ComparisonOperators.Parse(Next.Text) is ComparisonOperator comparison)
        {
            _next++;
            return EndComparison(new ComparisonFilter(operand, comparison, ReadOperand()));
        }

        if (Take("is"))
        {
            bool isNegated = Take("not");
            Expect("null");
            return Negate(new MissingFilter(NameOf(operand, "is null")), isNegated);
        }

        bool isNot = Take("not");
        if (Take("in"))
            return Negate(new MembershipFilter(operand, ReadValues()), isNot);
        if (Take("between"))
        {
            FilterOperand lower = ReadOperand();
            Expect("and");
            return Negate(new RangeFilter(operand, lower, ReadOperand()), isNot);
        }

        if (!Take("like"))
            throw Unexpected(isNot ? "in, between or like" : "a comparison such as =, <, in, between, like or is null");
        LiteralOperand pattern = ReadLiteral();
        if (pattern.Value is not TextValue)
            throw new FilterException(pattern.Position, "like takes a text in single quotes, such as 'relu%'");
        return Negate(new PatternFilter(NameOf(operand, "like"), pattern), isNot);
    }

    // 0.1 < learning_rate < 0.5 means something else in every language that accepts it.
    private ComparisonFilter EndComparison(ComparisonFilter filter) =>
        Next.Kind == FilterTokenKind.Symbol && ComparisonOperators.Parse(Next.Text) is not null
            ? throw new FilterException(Next.Position, "comparisons cannot be chained; write between, or two of them with and")
            : filter;

    private static Filter Negate(Filter filter, bool isNegated) => isNegated ? new NotFilter(filter) : filter;

    private ImmutableArray<LiteralOperand> ReadValues()
    {
        ExpectSymbol("(");
        var values = ImmutableArray.CreateBuilder<LiteralOperand>();
        do
            values.Add(ReadLiteral());
        while (TakeSymbol(","));
        ExpectSymbol(")");
        return values.ToImmutable();
    }

    private FilterOperand ReadOperand()
    {
        bool isName = Next.Kind == FilterTokenKind.QuotedName
            || (Next.Kind == FilterTokenKind.Word && !FilterWords.IsKeyword(Next.Text));
        return isName ? new NameOperand(Next.Text) { Position = _tokens[_next++].Position } : ReadLiteral();
    }

    private LiteralOperand ReadLiteral()
    {
        FilterToken token = Next;
        HyperparameterValue value = token switch
        {
            { Kind: FilterTokenKind.Text } => new TextValue(token.Text),
            { Kind: FilterTokenKind.Number } => Number(token),
            _ when token.Is("true") => new BooleanValue(true),
            _ when token.Is("false") => new BooleanValue(false),
            _ when token.Is("null") =>
                throw new FilterException(token.Position, "nothing equals null; write is null or is not null"),
            { Kind: FilterTokenKind.Word or FilterTokenKind.QuotedName } when !FilterWords.IsKeyword(token.Text) =>
                throw new FilterException(
                    token.Position, $"a value belongs here, and texts go in single quotes: '{token.Text}'"),
            _ => throw Unexpected("a name or a value"),
        };
        _next++;
        return new LiteralOperand(value) { Position = token.Position };
    }

    private static NumberValue Number(FilterToken token) =>
        double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)
            ? new NumberValue(number)
            : throw new FilterException(
                token.Position,
                $"'{token.Text}' is not a number; numbers look like 10, -0.5 or 1e-3, and texts go in single quotes");

    private static NameOperand NameOf(FilterOperand operand, string word) => operand as NameOperand
        ?? throw new FilterException(operand.Position, $"before {word} stands a name, not a value");

    private bool Take(string word)
    {
        bool isThere = Next.Is(word);
        _next += isThere ? 1 : 0;
        return isThere;
    }

    private bool TakeSymbol(string symbol)
    {
        bool isThere = Next.IsSymbol(symbol);
        _next += isThere ? 1 : 0;
        return isThere;
    }

    private void Expect(string word)
    {
        if (!Take(word))
            throw Unexpected(word);
    }

    private void ExpectSymbol(string symbol)
    {
        if (!TakeSymbol(symbol))
            throw Unexpected($"'{symbol}'");
    }

    private FilterException Unexpected(string expected) =>
        new(Next.Position, $"{Next.Description} where {expected} was expected");
}
