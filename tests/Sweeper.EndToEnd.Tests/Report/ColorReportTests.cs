using Microsoft.Playwright;

namespace Sweeper.EndToEnd.Tests.Report;

/// <summary>The report of networks for colour images shows colours, and nothing to draw on.</summary>
[Collection(ReportBrowser.Collection)]
public sealed class ColorReportTests(ReportBrowser browser) : IDisposable
{
    private const string Experiment =
        """
        name: colors
        dataset: {name: images, train: landscapes, test: 30, channels: 3}
        parameters: {architecture: ["6c5-p2-16", "8c3v-12"], learning_rate: 0.05, batch_size: 8, epochs: [1, 2]}
        """;

    private readonly TemporaryFolder _folder = new();

    [LongFact]
    public async Task Report_ColourImages_AreShownAsTheyAreInThePageAndInDetails()
    {
        await using OpenedReport report = await OpenAsync();
        IPage page = report.Page;

        Assert.True(await AreDecodedAsync(page, "#best .examples img"));
        Assert.Equal(10, await page.Locator("#best .examples.hits img").CountAsync());
        Assert.StartsWith(
            "test image ",
            await page.Locator("#best .examples.hits img").First.GetAttributeAsync("alt"),
            StringComparison.Ordinal);
        await page.Locator("#leaderboard tbody tr").Nth(1).Locator("td").First.ClickAsync();
        Assert.True(await AreDecodedAsync(page, "dialog .examples img"));
        Assert.Equal(10, await page.Locator("dialog .examples.hits img").CountAsync());
        Assert.Empty(report.Complaints);
        Assert.Empty(report.Refusals);
    }

    [LongFact]
    public async Task Report_FiltersOverColours_AreColouredAroundMidGrey()
    {
        await using OpenedReport report = await OpenAsync();
        IPage page = report.Page;

        (int side, int count) = await FiltersAsync(page, "#best");
        Assert.Contains((side, count), new[] { (5, 6), (3, 8) });
        Assert.True(await page.EvaluateAsync<bool>(
            """
            [...document.querySelectorAll('#best .unit-pictures canvas')].every(canvas => {
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              const colors = [...data].filter((_, i) => i % 4 !== 3);
              const farthest = Math.max(...colors.map(value => Math.abs(value - 127.5)));
              return farthest > 127 && [...data].every((value, i) => i % 4 !== 3 || value === 255) && new Set(colors).size > 9;
            })
            """));
        await page.Locator("#leaderboard tbody tr").Nth(1).Locator("td").First.ClickAsync();
        Assert.Contains(await FiltersAsync(page, "dialog"), new[] { (5, 6), (3, 8) });
        Assert.Equal(0, await page.Locator("#draw").CountAsync());
        Assert.Empty(report.Complaints);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<OpenedReport> OpenAsync()
    {
        ColorFolders.Write(Path.Combine(_folder.Root, "data", "landscapes"), count: 50);
        _folder.Write("colors.yaml", Experiment);
        (await SweeperCommand.RunAsync(_folder.Root, "run", "colors.yaml", "--data", "data")).With(exitCode: 0);
        return await browser.OpenAsync(
            1000, address: new Uri(Path.Combine(_folder.Root, "results", "colors", "report.html")).AbsoluteUri);
    }

    private static async Task<(int Side, int Count)> FiltersAsync(IPage page, string within)
    {
        int[] sides = await page.EvaluateAsync<int[]>(
            $"[...document.querySelectorAll('{within} .unit-pictures canvas')].flatMap(canvas => [canvas.width, "
            + $"canvas.height])");
        return (Assert.Single(sides.Distinct()), sides.Length / 2);
    }

    private static Task<bool> AreDecodedAsync(IPage page, string images) => page.EvaluateAsync<bool>(
        $"Promise.all([...document.querySelectorAll('{images}')].map(async image => {{ await image.decode(); "
        + $"return image.naturalWidth === {ColorFolders.Side} && image.naturalHeight === {ColorFolders.Side} && image.width > "
        + $"80; }})).then(all => all.length >= 10 && all.every(good => good))");
}
