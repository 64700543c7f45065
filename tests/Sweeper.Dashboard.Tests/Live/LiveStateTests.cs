using System.Globalization;
using System.Text;
using Sweeper.Dashboard.Live;

namespace Sweeper.Dashboard.Tests.Live;

[Collection(MeasuredMemory.Name)]
public sealed class LiveStateTests
{
    [Fact]
    public void Since_SomethingChanged_HasOnlyThat()
    {
        var state = new LiveState("start");
        state.Take(Content(("a", "1"), ("b", "2")));
        (_, long version) = state.Since(0)!.Value;

        state.Take(Content(("a", "1"), ("b", "3")));

        string change = Encoding.UTF8.GetString(state.Since(version)!.Value.Event);
        Assert.Contains("\"parts\":{\"b\":\"3\"}", change, StringComparison.Ordinal);
        Assert.DoesNotContain("layout", change, StringComparison.Ordinal);
        Assert.Null(state.Since(state.Since(version)!.Value.Version));
    }

    [Fact]
    public async Task ChangeAfter_NothingIsNewer_CompletesWithTheNextChange()
    {
        var state = new LiveState("start");
        state.Take(Content(("a", "1")));
        long version = state.Since(0)!.Value.Version;
        Task change = state.ChangeAfter(version);

        state.Take(Content(("a", "1")));
        Assert.False(change.IsCompleted);
        state.Take(Content(("a", "2")));

        await change;
        Assert.True(state.ChangeAfter(version).IsCompleted);
    }

    [Theory]
    [InlineData("start:1", 1)]
    [InlineData("other:1", 0)]
    [InlineData("start:x", 0)]
    [InlineData("", 0)]
    public void VersionOf_WhatAReaderHas_CountsForThisStartAlone(string held, long version) =>
        Assert.Equal(version, new LiveState("start").VersionOf(held));

    // One each four seconds. Were one of them kept each time, that would be some forty megabytes in a week.
    [Fact]
    public void Take_ADayOfEvents_HoldsNoMoreThanOne() => HoldsNoMore(24 * 3600 / 4, most: 2 << 20);

    [LongFact]
    public void Take_AWeekOfEvents_HoldsNoMoreThanOne() => HoldsNoMore(7 * 24 * 3600 / 4, most: 10 << 20);

    private static void HoldsNoMore(int events, int most)
    {
        var state = new LiveState("start");
        var readers = new long[50];
        long after = 0;

        for (int i = 0; i < events; i++)
        {
            state.Take(Content(("now", i.ToString(CultureInfo.InvariantCulture).PadLeft(100)), ("rest", "the same")));
            if (i % 1000 == 0)
                readers[i / 1000 % 50] = state.Since(readers[i / 1000 % 50])?.Version ?? 0;
            if (i == events / 10)
                after = GC.GetTotalMemory(forceFullCollection: true);
        }

        long grown = GC.GetTotalMemory(forceFullCollection: true) - after;
        Assert.True(grown < most, $"It grew by {grown} bytes.");
        GC.KeepAlive(state);
    }

    private static PageContent Content(params (string Name, string Html)[] parts) => new(
        "title", string.Concat(parts.Select(p => PageContent.Slot(p.Name))), parts.ToDictionary(p => p.Name, p => p.Html));
}
