using Sweeper.Experiments.Syntax;

namespace Sweeper.Experiments.Tests.Syntax;

public sealed class CoreSchemaTests
{
    [Theory]
    [InlineData("64", ScalarKind.Integer)]
    [InlineData("-1", ScalarKind.Integer)]
    [InlineData("0o17", ScalarKind.Integer)]
    [InlineData("0x1F", ScalarKind.Integer)]
    [InlineData("0.1", ScalarKind.Float)]
    [InlineData(".5", ScalarKind.Float)]
    [InlineData("1.", ScalarKind.Float)]
    [InlineData("1e-3", ScalarKind.Float)]
    [InlineData("-.inf", ScalarKind.Float)]
    [InlineData(".NaN", ScalarKind.Float)]
    [InlineData("true", ScalarKind.Boolean)]
    [InlineData("FALSE", ScalarKind.Boolean)]
    [InlineData("", ScalarKind.Null)]
    [InlineData("~", ScalarKind.Null)]
    [InlineData("null", ScalarKind.Null)]
    [InlineData("yes", ScalarKind.Text)]
    [InlineData("1_000", ScalarKind.Text)]
    [InlineData("128-64", ScalarKind.Text)]
    [InlineData("1e", ScalarKind.Text)]
    [InlineData("1\n", ScalarKind.Text)]
    public void KindOf_PlainScalar_FollowsTheCoreSchema(string plain, object kind) =>
        Assert.Equal(kind, CoreSchema.KindOf(plain));

    [Theory]
    [InlineData("64", 64)]
    [InlineData("+7", 7)]
    [InlineData("0o17", 15)]
    [InlineData("0x1F", 31)]
    [InlineData(".5", 0.5)]
    [InlineData("1e-3", 0.001)]
    [InlineData("-.inf", double.NegativeInfinity)]
    [InlineData(".inf", double.PositiveInfinity)]
    [InlineData(".nan", double.NaN)]
    [InlineData("1e999", double.PositiveInfinity)]
    public void NumberOf_Number_IsItsValue(string plain, double value) => Assert.Equal(value, CoreSchema.NumberOf(plain));
}
