using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using Sweeper.Sweeps;

namespace Sweeper.Reporting.Tests;

public sealed class SweepReportTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Render_SameRecords_SameBytes() =>
        Assert.Equal(await RenderedReport.TextAsync(SampleSweep.Grid()), await RenderedReport.TextAsync(SampleSweep.Grid()));

    [Fact]
    public async Task Render_Grid_HasEverySection()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        Assert.Equal("digits-grid · sweep report", page.Title);
        Assert.Equal(
            [
                "top", "heatmap", "importance", "curves", "setup", "hints", "leaderboard", "best-so-far", "pairs", "slices",
                "parallel",
                    "best",
                    "early-stopping", "failures",
                "time", "experiment", "provenance",
            ],
            page.QuerySelectorAll("main section").Select(s => s.Id));
        Assert.Equal(page.QuerySelectorAll("main section").Select(s => $"#{s.Id}"),
            page.QuerySelectorAll("nav a").Select(a => a.GetAttribute("href")));
        Assert.Single(page.QuerySelectorAll("h1"));
    }

    [Fact]
    public async Task Render_Policy_AllowsNothingButTheStyleAndScriptItHashes()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        string policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        string style = Assert.Single(page.QuerySelectorAll("style")).TextContent;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src 'sha256-{hash}'", policy, StringComparison.Ordinal);
        string script = Assert.Single(page.QuerySelectorAll("script:not([type])")).TextContent;
        Assert.Contains($"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'", policy,
            StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_Grid_RefersToNothingOutside()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        Assert.Empty(
            page.QuerySelectorAll("link, img, iframe, object, embed, form, base, [src], [href]:not([href^='#']), [style]"));
        Assert.DoesNotContain("url(", page.QuerySelector("style")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page.QuerySelector("style")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.All(
            page.QuerySelectorAll("*").SelectMany(e => e.Attributes)
                .Where(a => a.Value.Contains("http", StringComparison.OrdinalIgnoreCase)),
            a => Assert.Contains(a.Name, new[] { "xmlns", "http-equiv" }));
    }

    [Fact]
    public async Task Render_EveryChart_HasATitleAndADescription()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        IElement[] charts = [.. page.QuerySelectorAll("svg.chart")];
        const int Heatmaps = 6, Curves = 2, Slices = 4, Others = 7;
        Assert.Equal(Heatmaps + Curves + Slices + Others, charts.Length);
        Assert.All(charts, c =>
        {
            Assert.Equal("img", c.GetAttribute("role"));
            Assert.NotEmpty(c.Children.Single(e => e.LocalName == "title").TextContent);
            Assert.NotEmpty(c.Children.Single(e => e.LocalName == "desc").TextContent);
        });
    }

    [Fact]
    public Task Render_ManyTrials_ThinsCurvesAndSaysSo() => RenderAsync(2_000);

    [LongFact]
    public Task Render_TenThousandTrials_ThinsCurvesAndSaysSo() => RenderAsync(10_000);

    private static async Task RenderAsync(int trials)
    {
        string html = await RenderedReport.TextAsync(SampleSweep.Large(trials, 50));

        Assert.True(Encoding.UTF8.GetByteCount(html) < 5_000_000);
        Assert.Contains("Curves are thinned to", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_FolderDoesNotExist_WritesOnlyTheReport()
    {
        FakeSweepReader reader = SampleSweep.Grid();
        string path = Path.Combine(_folder, "digits-grid", "report.html");

        await new SweepReport(reader).WriteAsync(reader.Sweep, path);

        Assert.Equal(await RenderedReport.TextAsync(reader), await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(path)!));
        Assert.Equal((byte)'<', (await File.ReadAllBytesAsync(path))[0]);
    }

    [Fact]
    public async Task Write_EarlierReport_IsReplaced()
    {
        FakeSweepReader reader = SampleSweep.Grid();
        string path = Path.Combine(_folder, "report.html");
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(path, "old");

        await new SweepReport(reader).WriteAsync(reader.Sweep, path);

        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_PathIsAFolder_FailsWithOneLineAndLeavesNothing()
    {
        FakeSweepReader reader = SampleSweep.Grid();
        string path = Path.Combine(_folder, "report.html");
        Directory.CreateDirectory(path);

        var error = await Assert.ThrowsAsync<SweeperException>(() => new SweepReport(reader).WriteAsync(reader.Sweep, path));

        Assert.Equal(FailureKind.Environment, error.Kind);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(_folder));
    }
}
