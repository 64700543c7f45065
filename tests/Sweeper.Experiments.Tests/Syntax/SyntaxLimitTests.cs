using System.Text;
using Sweeper.Experiments.Reading;

namespace Sweeper.Experiments.Tests.Syntax;

public sealed class SyntaxLimitTests
{
    private const string TooDeep = "lists and maps are nested more than 64 deep; make them flatter";
    private const string TooMany = "with this the document has more than 100,000 nodes, aliases written out; make it smaller";

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[\n")]
    public void Load_HundredThousandNestedCollections_AreRefusedAtTheLimit(string opening)
    {
        ExperimentLoadResult result = ExperimentText.Loader.Load(
            string.Concat(Enumerable.Repeat(opening, 100_000)), ExperimentText.File);

        Assert.Equal(TooDeep, Assert.Single(result.Errors).Message);
    }

    [Fact]
    public void Load_SixtyFourLevels_AreAllowedAndOneMoreIsNot()
    {
        string Nested(int lists) => $"a: {new string('[', lists)}{new string(']', lists)}\n";

        Assert.DoesNotContain(TooDeep, ExperimentText.Errors(Nested(63)), StringComparison.Ordinal);
        Assert.Equal($"test.yaml:1:67: {TooDeep}", ExperimentText.Errors(Nested(64)));
    }

    [Fact]
    public void Load_DepthReachedThroughAnAlias_IsRefusedAtTheAlias()
    {
        string lists = $"{new string('[', 40)}{new string(']', 40)}";

        Assert.Equal(
            $"test.yaml:2:28: {TooDeep}",
            ExperimentText.Errors($"a: &a {lists}\nb: {new string('[', 24)}*a{new string(']', 24)}\n"));
    }

    [Fact]
    public void Load_AliasBomb_IsRefusedAtTheAliasThatPassesTheLimit()
    {
        var bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char name = 'b'; name <= 'i'; name++)
            bomb.Append(name).Append(": &").Append(name).Append(" [")
                .AppendJoin(", ", Enumerable.Repeat($"*{(char)(name - 1)}", 10)).Append("]\n");

        Assert.Equal($"test.yaml:5:36: {TooMany}", ExperimentText.Errors(bomb.ToString()));
    }

    [Fact]
    public void Load_MoreThanHundredThousandNodes_AreRefused()
    {
        string text = string.Concat(Enumerable.Repeat("- a\n", 100_000));

        Assert.Equal($"test.yaml:100000:3: {TooMany}", ExperimentText.Errors(text));
    }

    [Fact]
    public void Load_TextOfMoreThanAMebibyte_IsRefusedUnread() =>
        Assert.Equal(
            "test.yaml:1:1: the file has more than 1,048,576 bytes; at most that many are allowed",
            ExperimentText.Errors(new string('[', (1 << 20) + 1)));

    [Theory]
    [InlineData("", "test.yaml:1:1: the file is empty; an experiment has at least name, dataset and parameters")]
    [InlineData("name: \"a", "test.yaml:1:7: the quote opened here is never closed")]
    [InlineData("name: [a", "test.yaml:1:9: the bracket opened at 1:7 is not closed before this, or a comma is missing")]
    [InlineData("name: a\u0000b", "test.yaml:1:8: the character U+0000 is not allowed in YAML; remove it")]
    [InlineData("name: a\r\ndataset:\u001b", "test.yaml:2:9: the character U+001B is not allowed in YAML; remove it")]
    public void Load_TextThatIsNoYaml_SaysWhere(string text, string expected) =>
        Assert.Equal(expected, ExperimentText.Errors(text));
}
