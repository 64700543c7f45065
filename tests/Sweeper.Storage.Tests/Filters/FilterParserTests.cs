using FsCheck;
using FsCheck.Fluent;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps;

namespace Sweeper.Storage.Tests.Filters;

public sealed class FilterParserTests
{
    [Fact]
    public void Parse_AnyPrintedFilter_IsTheSameFilter() => Prop
        .ForAll(
            RandomFilters.Over("learning_rate", "state", "_x.y", "not", "two words", "a\"b", "größe").Generator
                .Where(f => f.ToString().Length <= FilterParser.LargestLength).ToArbitrary(),
            filter => FilterParser.Parse(filter.ToString()).Equals(filter))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("learning_rate>=0.1 AND activation IN('relu','tanh')or state='pruned'",
        "learning_rate >= 0.1 and activation in ('relu', 'tanh') or state = 'pruned'")]
    [InlineData("a == 1 and (b <> 2 or not c < -.5)", "a = 1 and (b != 2 or not c < -0.5)")]
    [InlineData("((a = 1))", "a = 1")]
    [InlineData("not a = 1 and b = 2", "not a = 1 and b = 2")]
    [InlineData("not (a = 1 and b = 2)", "not (a = 1 and b = 2)")]
    [InlineData("not not a is null", "not a is not null")]
    [InlineData("a Not Between 1 And 2 and b Is Not Null", "a not between 1 and 2 and b is not null")]
    [InlineData("a not like 'it''s %'", "a not like 'it''s %'")]
    [InlineData("\"in\" = true and 1e3 > \"a b\"", "\"in\" = true and 1000 > \"a b\"")]
    [InlineData("a = 1 and b = 2 and c = 3", "a = 1 and b = 2 and c = 3")]
    [InlineData("\ta\n=\r\n+1 ", "a = 1")]
    public void Parse_Filter_HasTheUsualPrecedence(string text, string printed) =>
        Assert.Equal(printed, FilterParser.Parse(text).ToString());

    [Fact]
    public void Parse_AndWithinOr_BindsTighter()
    {
        var filter = Assert.IsType<AnyFilter>(FilterParser.Parse("a = 1 or b = 2 and c = 3"));

        Assert.IsType<ComparisonFilter>(filter.Parts[0]);
        Assert.Equal(2, Assert.IsType<AllFilter>(filter.Parts[1]).Parts.Length);
    }

    [Theory]
    [InlineData("", 1, "the filter is empty")]
    [InlineData("   ", 1, "the filter is empty")]
    [InlineData("learning_rate", 14, "the end of the filter where a comparison such as =")]
    [InlineData("learning_rate >", 16, "the end of the filter where a name or a value was expected")]
    [InlineData("a = 1 b = 2", 7, "'b' where and, or, or the end was expected")]
    [InlineData("a = 1 and", 10, "where a name or a value was expected")]
    [InlineData("(a = 1", 7, "where ')' was expected")]
    [InlineData("a = 1)", 6, "')' where and, or, or the end was expected")]
    [InlineData("a in 1", 6, "'1' where '(' was expected")]
    [InlineData("a in ()", 7, "')' where a name or a value was expected")]
    [InlineData("a in (relu)", 7, "texts go in single quotes: 'relu'")]
    [InlineData("a = 'relu", 5, "is not closed")]
    [InlineData("a = null", 5, "write is null")]
    [InlineData("a in (1, null)", 10, "write is null")]
    [InlineData("1 is null", 1, "before is null stands a name")]
    [InlineData("'a' like 'b'", 1, "before like stands a name")]
    [InlineData("a like 5", 8, "like takes a text")]
    [InlineData("a not = 5", 7, "'=' where in, between or like was expected")]
    [InlineData("a between 1 or 2", 13, "'or' where and was expected")]
    [InlineData("0.1 < a < 0.5", 9, "cannot be chained")]
    [InlineData("a = 12abc", 5, "'12abc' is not a number")]
    [InlineData("a = 1e999", 5, "'1e999' is not a number")]
    [InlineData("a = 1 && b = 2", 7, "write and")]
    [InlineData("a = 1 | b = 2", 7, "write or")]
    [InlineData("a = 1; drop table trials", 6, "';' has no meaning here")]
    public void Parse_WrongFilter_SaysWhereAndWhat(string text, int column, string finding)
    {
        FilterException e = Assert.Throws<FilterException>(() => FilterParser.Parse(text));

        Assert.Equal(FailureKind.Input, e.Kind);
        Assert.StartsWith($"filter, column {column}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(finding, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_DeepOrLongFilter_IsRefused()
    {
        string deep = new string('(', FilterParser.LargestDepth + 1) + "a = 1" + new string(')', FilterParser.LargestDepth + 1);
        string negated = string.Concat(Enumerable.Repeat("not ", FilterParser.LargestDepth + 1)) + "a = 1";

        Assert.NotNull(FilterParser.Parse(deep[1..^1]));
        Assert.Contains(
            "levels deep", Assert.Throws<FilterException>(() => FilterParser.Parse(deep)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "levels deep", Assert.Throws<FilterException>(() => FilterParser.Parse(negated)).Message, StringComparison.Ordinal);
        Assert.Throws<FilterException>(() => FilterParser.Parse(new string('(', 1_000_000)));
    }

    [Fact]
    public void Parse_AnyText_IsAFilterOrAnError() => Prop
        .ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            try
            {
                return FilterParser.Parse(text ?? "") is not null;
            }
            catch (FilterException)
            {
                return true;
            }
        })
        .QuickCheckThrowOnFailure();
}
