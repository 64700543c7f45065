using Microsoft.Playwright;

namespace Sweeper.EndToEnd.Tests.Report;

[Collection(ReportBrowser.Collection)]
public sealed class ReportInBrowserTests(ReportBrowser browser)
{
    [SkippableFact]
    public async Task Report_Opened_AsksForNothingAndComplainsOfNothing()
    {
        await using OpenedReport report = await browser.OpenAsync(1200);

        // Everything is unfolded and scrolled by, so that nothing waits until it is seen.
        await report.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await report.Page.Locator("#experiment").ScrollIntoViewIfNeededAsync();
        await report.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Equal([browser.Address], report.Requests);
        Assert.Empty(report.Complaints);
        Assert.Equal("hostile · sweep report", await report.Page.TitleAsync());
    }

    [SkippableFact]
    public Task Report_NarrowPage_ShowsEveryPartWithinThePage() => AssertFitsAsync(width: 400);

    [LongFact]
    public Task Report_WidePage_ShowsEveryPartWithinThePage() => AssertFitsAsync(width: 1600);

    [LongFact]
    public async Task Report_LearningCurves_HaveALinePerTrialWithinTheChart()
    {
        await using OpenedReport report = await browser.OpenAsync(1200);

        int[] lines = await report.Page.EvaluateAsync<int[]>(
            """
            [...document.querySelectorAll('#curves svg')].map(svg => {
              const frame = svg.getBoundingClientRect();
              return [...svg.querySelectorAll('path')].filter(path => {
                const box = path.getBoundingClientRect();
                return box.width > frame.width / 4 && box.left >= frame.left - 1 && box.right <= frame.right + 1;
              }).length;
            })
            """);

        Assert.All(lines, count => Assert.True(count >= 12, $"{count} lines"));
    }

    [LongFact]
    public async Task Report_DarkMode_TurnsPageAndInkAround()
    {
        await using OpenedReport light = await browser.OpenAsync(1200);
        await using OpenedReport dark = await browser.OpenAsync(1200, ColorScheme.Dark);

        (int page, int ink) inLight = await BrightnessAsync(light.Page);
        (int page, int ink) inDark = await BrightnessAsync(dark.Page);

        Assert.True(inLight.page > 200 && inLight.ink < 80, $"light: {inLight}");
        Assert.True(inDark.page < 60 && inDark.ink > 170, $"dark: {inDark}");
    }

    [LongFact]
    public async Task Report_PrintedInDarkMode_IsInkOnWhitePaper()
    {
        await using OpenedReport report = await browser.OpenAsync(1200, ColorScheme.Dark);

        await report.Page.EmulateMediaAsync(new() { Media = Media.Print });

        (int page, int ink) = await BrightnessAsync(report.Page);
        Assert.True(page == 255 && ink == 0, $"{page}, {ink}");
        Assert.Equal(0, await report.Page.Locator(".controls:visible, .table-of-chart:visible").CountAsync());
    }

    [SkippableFact]
    public async Task Report_HostileTexts_AreShownAndInjectNothing()
    {
        await using OpenedReport report = await browser.OpenAsync(1200);

        Assert.Equal(ReportBrowser.HostileDescription, await report.Page.Locator("p.description").TextContentAsync());
        Assert.Contains(ReportBrowser.HostileDescription, await report.Page.Locator("#experiment pre").TextContentAsync());
        Assert.Equal(3, await report.Page.Locator("script").CountAsync());
        Assert.Equal(0, await report.Page.Locator("img, iframe, object, embed, link, [onload], [onerror]").CountAsync());
        Assert.Equal(0, await report.Page.Locator("p.description *").CountAsync());
        Assert.Equal("hostile · sweep report", await report.Page.TitleAsync());
    }

    [SkippableFact]
    public async Task Report_ScriptOrImageThatGotInNonetheless_IsRefused()
    {
        await using OpenedReport report = await browser.OpenAsync(1200);

        await report.Page.EvaluateAsync(
            """
            new Promise(resolve => {
              const script = document.createElement('script');
              script.textContent = "document.title = 'taken over'";
              document.body.append(script);
              const image = document.createElement('img');
              image.onerror = resolve;
              image.src = 'https://example.invalid/pixel.png';
              document.body.append(image);
            })
            """);

        Assert.Equal("hostile · sweep report", await report.Page.TitleAsync());
        Assert.Equal("https://example.invalid/pixel.png: csp", Assert.Single(report.Refusals));
        Assert.Contains(report.Complaints, c => c.Contains("inline script", StringComparison.Ordinal));
    }

    private async Task AssertFitsAsync(int width)
    {
        await using OpenedReport report = await browser.OpenAsync(width);

        await AssertShownAsync(report.Page, "h1", atLeast: 1, height: 20);
        await AssertShownAsync(report.Page, "#leaderboard tbody tr", atLeast: 12, height: 15);
        await AssertShownAsync(report.Page, "#heatmap svg, #pairs svg", atLeast: 3, height: 60);
        await AssertShownAsync(report.Page, "#curves svg", atLeast: 2, height: 100);
        await AssertShownAsync(report.Page, "#best .confusion svg", atLeast: 1, height: 150);
        int overflow = await report.Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"The page is {overflow} pixels wider than its window of {width}.");
    }

    private static async Task AssertShownAsync(IPage page, string selector, int atLeast, int height)
    {
        IReadOnlyList<ILocator> elements = await page.Locator(selector).AllAsync();
        Assert.True(elements.Count >= atLeast, $"There are {elements.Count} of {selector}.");
        foreach (ILocator element in elements)
        {
            Assert.True(await element.IsVisibleAsync(), $"{selector} is not visible.");
            LocatorBoundingBoxResult? box = await element.BoundingBoxAsync();
            bool isLarge = box is not null && box.Height >= height && box.Width >= height;
            Assert.True(isLarge, $"{selector} is {box?.Width} by {box?.Height}.");
        }
    }

    /// <summary>How bright the page and its text are, 0 … 255.</summary>
    private static async Task<(int Page, int Ink)> BrightnessAsync(IPage page)
    {
        int[] brightness = await page.EvaluateAsync<int[]>(
            """
            (() => {
              const style = getComputedStyle(document.body);
              return [style.backgroundColor, style.color].map(color => {
                const [red, green, blue] = color.match(/[0-9.]+/g).map(Number);
                return Math.round((red + green + blue) / 3);
              });
            })()
            """);
        return (brightness[0], brightness[1]);
    }
}
