using Sweeper.Dashboard.Live;
using Sweeper.Dashboard.Pages;
using Sweeper.Storage.Files;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Dashboard.Tests.Pages;

/// <summary>What of a sweep's page is drawn again after a commit.</summary>
[Collection(MeasuredMemory.Name)]
public sealed class SweepPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RenderQuick_AnEpochWasRecorded_DrawsItsTrialAlone()
    {
        using var sweep = new RecordedSweep(_folder.Root);
        sweep.Train(1, 0.5);
        sweep.Train(2, 0.6);
        sweep.Start(3);
        sweep.Epoch(3, 1, 0.1);
        await sweep.CommittedAsync(3, TrialState.Running, 1);
        LivePage page = await DrawnAsync();

        sweep.Epoch(3, 2, 0.2);
        await sweep.CommittedAsync(3, TrialState.Running, 2);
        IReadOnlyDictionary<string, string> parts = await page.RenderQuickAsync();

        Assert.Equal(["now", "~3"], parts.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("\"state\":\"running\"", parts["~3"], StringComparison.Ordinal);
        Assert.Contains("\"epochs\":2,\"curves\":{\"validation_accuracy\":[0.1,0.2]", parts["~3"], StringComparison.Ordinal);
        Assert.Contains("1 trial changed since", parts["now"], StringComparison.Ordinal);
        Assert.False(page.NeedsAll);
    }

    [Fact]
    public async Task RenderQuick_TheBestChanges_DrawsTheHeadlineAndTheBest()
    {
        using var sweep = new RecordedSweep(_folder.Root);
        sweep.Train(1, 0.5);
        sweep.Train(2, 0.6);
        LivePage page = await DrawnAsync();

        sweep.Train(4, 0.9);
        IReadOnlyDictionary<string, string> parts = await page.RenderQuickAsync();

        Assert.Equal(["header", "now", "top", "~4"], parts.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("<b>trial 4</b>", parts["header"], StringComparison.Ordinal);
        Assert.Contains("data-trial=\"4\"", parts["top"], StringComparison.Ordinal);
        Assert.Contains("3 of 6 trials done", parts["now"], StringComparison.Ordinal);
        Assert.Contains("\"objective\":0.9", parts["~4"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenderQuick_FirstResults_AskForAllOfThePage()
    {
        using var sweep = new RecordedSweep(_folder.Root);
        LivePage page = await DrawnAsync();

        sweep.Train(1, 0.5);
        await page.RenderQuickAsync();

        Assert.True(page.NeedsAll);
    }

    [Fact]
    public async Task RenderQuick_AnotherSweepIsInItsPlace_AsksForAllOfThePage()
    {
        using (var sweep = new RecordedSweep(_folder.Root))
            sweep.Train(1, 0.5);
        LivePage page = await DrawnAsync();
        File.Delete(Path.Combine(_folder.Root, "sweeper.db"));

        using (var other = new RecordedSweep(_folder.Root, trials: 4, text: "tanh"))
            other.Train(2, 0.5);
        IReadOnlyDictionary<string, string> parts = await page.RenderQuickAsync();

        Assert.True(page.NeedsAll);
        Assert.Equal(["now"], parts.Keys);
        Assert.Contains("1 of 4 trials done", parts["now"], StringComparison.Ordinal);
    }

    [Fact]
    public Task RenderQuick_AgainAndAgain_HoldsNoMoreThanOnce() => RenewAsync(40);

    [LongFact]
    public Task RenderQuick_ForHalfADay_HoldsNoMoreThanOnce() => RenewAsync(2400);

    // The same epoch again and again, so that what is recorded does not grow. Were what is drawn kept each time, those of
    // half a day would be some six megabytes.
    private async Task RenewAsync(int times)
    {
        using var sweep = new RecordedSweep(_folder.Root);
        sweep.Train(1, 0.5);
        sweep.Train(2, 0.5);
        LivePage page = await DrawnAsync();
        PageContent content = await page.RenderAsync();
        int parts = content.Parts.Count;
        long before = 0;
        for (int i = 1; i <= times; i++)
        {
            sweep.Start(3);
            sweep.Epoch(3, 1, 0.5);
            sweep.End(3, null, TrialState.Failed, i % 2 == 0 ? "one" : "two");
            content = content.With(await page.RenderQuickAsync());
            if (i == times / 2)
                before = GC.GetTotalMemory(forceFullCollection: true);
        }

        Assert.InRange(content.Parts.Count, parts + 1, parts + 2);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 4 << 20);
        GC.KeepAlive(content);
    }

    private async Task<LivePage> DrawnAsync()
    {
        var page = new SweepPage(new ResultsFolder(_folder.Root), "grid", 1, "", _ => null);
        await page.RenderAsync();
        page.Take();
        return page;
    }
}
