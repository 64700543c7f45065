using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Tests.Spaces;

public class HyperparameterValuesTests
{
    private static readonly HyperparameterValues Three = new(
    [
        KeyValuePair.Create<string, HyperparameterValue>("learning_rate", 0.1),
        KeyValuePair.Create<string, HyperparameterValue>("activation", "relu"),
        KeyValuePair.Create<string, HyperparameterValue>("epochs", 20.0),
    ]);

    [Fact]
    public void Canonical_AnyOrder_IsSortedByName() =>
        Assert.Equal("{\"activation\":\"relu\",\"epochs\":20,\"learning_rate\":0.1}", Three.Canonical);

    [Theory]
    [InlineData("activation", "relu")]
    [InlineData("epochs", "20")]
    [InlineData("learning_rate", "0.1")]
    [InlineData("aaa", null)]
    [InlineData("zzz", null)]
    [InlineData("b", null)]
    public void Find_Name_GivesItsValueOrNull(string name, string? expected) =>
        Assert.Equal(expected, Three.Find(name)?.ToString());

    [Fact]
    public void Indexer_UnknownName_NamesIt() =>
        Assert.Contains(
            "momentum", Assert.Throws<KeyNotFoundException>(() => Three["momentum"]).Message, StringComparison.Ordinal);

    [Fact]
    public void With_ExistingAndNewName_ReplacesOrAdds()
    {
        HyperparameterValues changed = Three.With("epochs", 5.0).With("optimizer", "sgd");
        Assert.Equal("5", changed["epochs"].ToString());
        Assert.Equal(4, changed.Count);
        Assert.Equal("20", Three["epochs"].ToString());
    }

    [Fact]
    public void Constructor_RepeatedName_Throws() =>
        Assert.Throws<ArgumentException>(() => new HyperparameterValues(Three.Concat(Three)));

    [Theory]
    [InlineData("", "a b", "a=2, b=2")]
    [InlineData("a b", "", "a=1, b=1")]
    [InlineData("b", "a b c", "a=2, b=1, c=2")]
    [InlineData("a c", "b d", "a=1, b=2, c=1, d=2")]
    public void Or_OtherValues_AreThoseOfNamesThatItLacks(string names, string others, string expected)
    {
        HyperparameterValues all = Of(names, 1).Or(Of(others, 2));

        Assert.Equal(expected, all.ToString());

        static HyperparameterValues Of(string names, double value) =>
            new(names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(
                n => KeyValuePair.Create<string, HyperparameterValue>(n, value)));
    }

    [Fact]
    public void Sharing_AnotherOfTheSameNames_IsEqualAndKeepsTheOthersObjects()
    {
        HyperparameterValues changed = Three.With("epochs", 5.0), same = new(
            Three.Select(v => KeyValuePair.Create(v.Key, HyperparameterValue.Parse(v.Value.Canonical))));
        HyperparameterValues shared = changed.Sharing(same);
        Assert.Equal(changed, shared);
        Assert.Equal("5", shared["epochs"].ToString());
        Assert.Same(same["learning_rate"], shared["learning_rate"]);
    }

    [Fact]
    public void Sharing_AnotherOfOtherNames_IsItself()
    {
        HyperparameterValues more = Three.With("optimizer", "sgd");
        Assert.Same(more, more.Sharing(Three));
        Assert.Same(more, more.Sharing(null));
    }
}
