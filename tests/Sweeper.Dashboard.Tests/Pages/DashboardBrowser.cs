using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Sweeper.Dashboard.Tests.Pages;

/// <summary>A Chromium for the tests that open the live page.</summary>
[CollectionDefinition(Collection)]
public sealed class DashboardBrowser : IAsyncLifetime, IDisposable, ICollectionFixture<DashboardBrowser>
{
    public const string Collection = "Live pages in a browser";
    private static readonly float Longest = (float)TimeSpan.FromMinutes(1).TotalMilliseconds;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>What pages complained about, but for connections that a test took away.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    public async Task<IPage> OpenAsync(string address, int width = 1200, ColorScheme colorScheme = ColorScheme.Light)
    {
        string chromium = Requirement.Need(
            Requirement.Program(Environment.GetEnvironmentVariable("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"),
            "Install Chromium, or name it in the variable CHROMIUM, for tests of the live page in a browser.");
        _playwright ??= await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Longest);
        _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium, Timeout = Longest,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        });
        IBrowserContext context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = colorScheme,
        });
        context.SetDefaultTimeout(Longest);
        IPage page = await context.NewPageAsync();
        page.PageError += (_, error) => Complaints.Enqueue($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("net::ERR_", StringComparison.Ordinal))
                Complaints.Enqueue(message.Text);
        };
        await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        return page;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    public void Dispose() => _playwright?.Dispose();
}
