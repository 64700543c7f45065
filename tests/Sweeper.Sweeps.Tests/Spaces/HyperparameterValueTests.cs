using System.Text.Json;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Tests.Spaces;

public class HyperparameterValueTests
{
    public static TheoryData<HyperparameterValue, string, string> Forms => new()
    {
        { "relu", "\"relu\"", "relu" },
        { 0.1, "0.1", "0.1" },
        { 128.0, "128", "128" },
        { 1e-7, "1E-07", "1E-07" },
        { -0.0, "0", "0" },
        { true, "true", "true" },
        { new ListValue(["relu", "tanh"]), "[\"relu\",\"tanh\"]", "[\"relu\",\"tanh\"]" },
        { Map(("scale", 0.01), ("name", "normal")), "{\"name\":\"normal\",\"scale\":0.01}",
            "{\"name\":\"normal\",\"scale\":0.01}" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Canonical_EveryKind_IsTheDocumentedForm(HyperparameterValue value, string canonical, string shown)
    {
        Assert.Equal(canonical, value.Canonical);
        Assert.Equal(shown, value.ToString());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Parse_Canonical_GivesTheSameValue(HyperparameterValue value, string canonical, string shown)
    {
        Assert.NotEmpty(shown);
        HyperparameterValue parsed = HyperparameterValue.Parse(canonical);
        Assert.Equal(value, parsed);
        Assert.Equal(value.GetType(), parsed.GetType());
    }

    // Identities of trials are made of it, so it stays what it was when the serializer wrote it.
    [Theory]
    [InlineData("")]
    [InlineData("128-64")]
    [InlineData("a \"quoted\" \\ text / with <b>&'`+ marks")]
    [InlineData("tab\t, line\r\n, bell\a, delete\u007F, none\0")]
    [InlineData("é ß – 漢字 \u2028 \uFEFF 😀")]
    [InlineData("half \uD83D of a pair, and the other \uDE00")]
    public void Canonical_AnyText_IsWhatTheSerializerWrites(string text)
    {
        Assert.Equal(JsonSerializer.Serialize(text), new TextValue(text).Canonical);
        Assert.Equal($"{{{JsonSerializer.Serialize(text)}:1}}", Map((text, 1)).Canonical);
    }

    [Fact]
    public void Equals_TextAndNumberThatLookAlike_AreDifferent() =>
        Assert.NotEqual<HyperparameterValue>("64", 64.0);

    [Fact]
    public void Equals_MapsInAnotherOrder_AreTheSame() =>
        Assert.Equal(Map(("a", 1), ("b", 2)), Map(("b", 2), ("a", 1)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void NumberValue_NotFinite_Throws(double number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumberValue(number));

    [Fact]
    public void Parse_Null_IsAValueOfItsOwn()
    {
        Assert.Same(NullValue.Instance, HyperparameterValue.Parse("null"));
        Assert.Equal("null", NullValue.Instance.Canonical);
        Assert.NotEqual<HyperparameterValue>("null", NullValue.Instance);
    }

    private static MapValue Map(params (string Key, HyperparameterValue Value)[] entries) =>
        new(entries.Select(e => KeyValuePair.Create(e.Key, e.Value)));
}
