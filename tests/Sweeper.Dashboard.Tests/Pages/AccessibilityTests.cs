using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Sweeper.Sweeps.Trials;
using static Microsoft.Playwright.Assertions;

namespace Sweeper.Dashboard.Tests.Pages;

/// <summary>The pages with a keyboard, a screen reader, and on screens of all sizes.</summary>
[Collection(DashboardBrowser.Collection)]
public sealed class AccessibilityTests(DashboardBrowser browser, SharedFolder shared) : IClassFixture<SharedFolder>, IDisposable
{
    private readonly RecordedSweep _sweep = Sweep(shared.Served);

    public void Dispose() => _sweep.Dispose();

    private static readonly string[] Pages =
    [
        "/", "/sweeps/grid", "/sweeps/grid/trials/5", "/compare", "/compare?with=grid/1&with=grid/2",
        "/query?sql=select+*+from+runs&x=trial&y=objective", "/nothing",
    ];

    [SkippableFact]
    public Task Trial_OfNarrowScreens_HasNothingSerious() => CheckAsync(320, ColorScheme.Light, Pages[2..3]);

    [LongTheory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(768, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1920, ColorScheme.Dark)]
    public Task Pages_OfAllSizes_HaveNothingSerious(int width, ColorScheme scheme) => CheckAsync(width, scheme, Pages);

    [SkippableFact]
    public Task Sweeps_WithTheKeyboardAlone_ReachEverything() => ReachAsync("/");

    [LongTheory]
    [InlineData("/sweeps/grid")]
    [InlineData("/sweeps/grid/trials/5")]
    [InlineData("/compare?with=grid/1&with=grid/2")]
    [InlineData("/query?sql=select+*+from+runs&x=trial&y=objective")]
    public Task Pages_WithTheKeyboardAlone_ReachEverything(string path) => ReachAsync(path);

    private async Task ReachAsync(string path)
    {
        IPage page = await OpenAsync(shared.Served, path, 1200, ColorScheme.Light);

        // Every element that can be used is met on the way through the page.
        int all = await page.EvaluateAsync<int>(
            """
            [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
              .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0).map(e => e.dataset.met = 'no').length
            """);
        await page.EvaluateAsync("document.addEventListener('focusin', event => event.target.dataset.met = 'yes')");
        for (int i = 0; i < all + 20; i++)
            await page.Keyboard.PressAsync("Tab");

        Assert.Empty(await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('[data-met=no]')].map(e => e.outerHTML.slice(0, 200))"));
    }

    private static RecordedSweep Sweep(ServedFolder served)
    {
        string database = Path.Combine(served.Results, "sweeper.db");
        bool isThere = File.Exists(database);
        var sweep = new RecordedSweep(served.Results, trials: 6);
        if (isThere)
            return sweep;
        sweep.Train(1, 0.3);
        sweep.Train(2, 0.6);
        sweep.Train(3, 0.4);
        sweep.Start(4);
        sweep.End(4, null, TrialState.Failed, "no memory");
        sweep.Start(5);
        sweep.Epoch(5, 1, 0.1);
        sweep.Epoch(5, 2, 0.2);
        served.Around.Write("results/grid/trials/5/output.log",
            "\u001b[31mred\u001b[32mgreen\u001b[33myellow\u001b[34mblue\u001b[35mmagenta"
                + "\u001b[36mcyan\u001b[37mwhite\u001b[0mplain\n");
        return sweep;
    }

    private async Task<IPage> OpenAsync(ServedFolder served, string path, int width, ColorScheme scheme)
    {
        IPage page = await browser.OpenAsync(new Uri(served.Server.Address, path).AbsoluteUri, width, scheme);
        await Expect(page.Locator("main")).Not.ToContainTextAsync("comes in a moment");
        return page;
    }

    private async Task CheckAsync(int width, ColorScheme scheme, string[] pages)
    {
        ServedFolder served = shared.Served;
        foreach (string path in pages)
        {
            IPage page = await OpenAsync(served, path, width, scheme);
            AxeResult result = await page.RunAxe();
            string[] serious = [.. result.Violations.Where(v => v.Impact is "serious" or "critical").Select(
                v => $"{path}: {v.Id}: {v.Nodes[0].Html[..Math.Min(160, v.Nodes[0].Html.Length)]}")];
            Assert.True(serious.Length == 0, string.Join(Environment.NewLine, serious));
            int overflow = await page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{path} is {overflow} pixels wider than its window of {width}.");
            await page.CloseAsync();
        }
    }
}
