using Sweeper.Experiments.Syntax;

namespace Sweeper.Experiments.Tests.Syntax;

/// <summary>What PyYAML's safe loader makes of plain scalars.</summary>
public sealed class Yaml11Tests
{
    [Theory]
    [InlineData("yes", ScalarKind.Boolean, "true")]
    [InlineData("Off", ScalarKind.Boolean, "false")]
    [InlineData("y", ScalarKind.Text, "y")]
    [InlineData("010", ScalarKind.Integer, "8")]
    [InlineData("-0b101", ScalarKind.Integer, "-5")]
    [InlineData("0x1_F", ScalarKind.Integer, "31")]
    [InlineData("1_000", ScalarKind.Integer, "1000")]
    [InlineData("+12", ScalarKind.Integer, "12")]
    [InlineData("12:30", ScalarKind.Integer, "750")]
    [InlineData("1:30:00", ScalarKind.Integer, "5400")]
    [InlineData("12:30.5", ScalarKind.Float, "750.5")]
    [InlineData("1_0.5", ScalarKind.Float, "10.5")]
    [InlineData("1.0e-5", ScalarKind.Float, "1.0e-5")]
    [InlineData(".5", ScalarKind.Float, ".5")]
    [InlineData("-.inf", ScalarKind.Float, "-.inf")]
    [InlineData("~", ScalarKind.Null, "~")]
    [InlineData("2020-01-01", ScalarKind.Text, "2020-01-01")]
    [InlineData("12345678901234567890", ScalarKind.Integer, "12345678901234567890")]
    [InlineData("08", ScalarKind.Text, "08")]
    [InlineData("0o17", ScalarKind.Text, "0o17")]
    // Text for PyYAML, and numbers of YAML 1.2, which they stay.
    [InlineData("1e-3", ScalarKind.Float, "1e-3")]
    [InlineData("1.5e3", ScalarKind.Float, "1.5e3")]
    [InlineData("-.5", ScalarKind.Float, "-.5")]
    public void Read_PlainScalar_IsWhatPyYamlReads(string written, ScalarKind kind, string text)
    {
        ScalarNode read = Read(written);

        Assert.Equal((kind, text, written), (read.Kind, read.Text, read.Written));
    }

    [Theory]
    [InlineData("!!float 1e-4", ScalarKind.Float, "0.0001")]
    [InlineData("!!float 1", ScalarKind.Float, "1.0")]
    [InlineData("!!float 1e20", ScalarKind.Float, "1.0E+20")]
    [InlineData("!!int \"3\"", ScalarKind.Integer, "3")]
    [InlineData("!!str 3", ScalarKind.Text, "3")]
    [InlineData("!!bool no", ScalarKind.Boolean, "false")]
    [InlineData("\"yes\"", ScalarKind.Text, "yes")]
    public void Read_TaggedOrQuotedScalar_IsOfThatKind(string written, ScalarKind kind, string text)
    {
        ScalarNode read = Read(written);

        Assert.Equal((kind, text), (read.Kind, read.Text));
    }

    [Fact]
    public void Read_MergeKeys_TakeWhatIsNotGivenItself()
    {
        var errors = new ErrorCollector("t");
        SyntaxNode root = SyntaxReader.Read("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {<<: [*a, *b], x: 9}\n", errors)!;
        var merged = (MappingNode)((MappingNode)new Yaml11Form(errors).Read(root)).Find("c")!;

        Assert.Empty(errors.Errors);
        Assert.Equal(["y 2", "z 4", "x 9"], merged.Entries.Select(e => $"{e.Name} {((ScalarNode)e.Value).Text}"));
    }

    private static ScalarNode Read(string written)
    {
        var errors = new ErrorCollector("t");
        SyntaxNode root = new Yaml11Form(errors).Read(SyntaxReader.Read($"a: {written}\n", errors)!);
        Assert.Empty(errors.Errors);
        return (ScalarNode)((MappingNode)root).Find("a")!;
    }
}
