using Microsoft.Playwright;

namespace Sweeper.EndToEnd.Tests.Report;

/// <summary>The report of a small sweep with hostile texts, and a Chromium to open it in.</summary>
[CollectionDefinition(Collection)]
public sealed class ReportBrowser : IAsyncLifetime, IDisposable, ICollectionFixture<ReportBrowser>
{
    /// <summary>Of the tests that open reports, which share the browser and what it takes to make that report.</summary>
    public const string Collection = "Reports in a browser";

    /// <summary>What a page that fails to escape it would run.</summary>
    public const string HostileDescription =
        """</script></style><img src="x" onerror="document.title='mine'"><svg onload="document.title='mine'"> & <b>bold</b>""";

    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The address of the report.</summary>
    public string Address => new Uri(Path.Combine(_folder.Root, "results", "hostile", "report.html")).AbsoluteUri;

    /// <summary>The results folder of the sweep.</summary>
    public string Results => Path.Combine(_folder.Root, "results");

    /// <summary>The address of the report of the same sweep with hostile texts wherever its database has a text.</summary>
    public string HostileAddress => new Uri(Path.Combine(_folder.Root, "hostile.html")).AbsoluteUri;

    /// <summary>Opens a report in a page of its own.</summary>
    /// <param name="width">The width of the page in pixels.</param>
    /// <param name="colorScheme">What the reader prefers.</param>
    /// <param name="address">Another report than that at <see cref="Address"/>.</param>
    /// <param name="hasScript">Whether scripts may run.</param>
    public async Task<OpenedReport> OpenAsync(
        int width, ColorScheme colorScheme = ColorScheme.Light, string? address = null, bool hasScript = true)
    {
        string chromium = Requirement.Need(
            Requirement.Program(Environment.GetEnvironmentVariable("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"),
            "Install Chromium, or name it in the variable CHROMIUM, for tests of the report in a browser.");
        _browser ??= await LaunchAsync(chromium);
        IBrowserContext context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = colorScheme,
            JavaScriptEnabled = hasScript,
        });

        // Playwright's own patience is too short for a machine that is busy with other things.
        context.SetDefaultTimeout((float)Deadline.Length.TotalMilliseconds);
        return await OpenedReport.OpenAsync(context, address ?? Address);
    }

    public async Task InitializeAsync()
    {
        _folder.Write(
            "hostile.yaml",
            $$"""
            name: hostile
            # {{HostileDescription}}
            description: '{{HostileDescription.Replace("'", "''", StringComparison.Ordinal)}}'
            dataset: {name: digits, train: 400, test: 200}
            parameters:
              architecture: ["8", "16"]
              activation: [tanh, relu]
              learning_rate: [0.05, 0.1, 0.2]
              batch_size: 16
              epochs: 5
            """);
        (await SweeperCommand.RunAsync(_folder.Root, "run", "hostile.yaml")).With(exitCode: 0);
        string copy = Path.Combine(_folder.Root, "altered");
        Directory.CreateDirectory(copy);
        File.Copy(Path.Combine(_folder.Root, "results", "sweeper.db"), Path.Combine(copy, "sweeper.db"));
        HostileDatabase.Alter(Path.Combine(copy, "sweeper.db"));
        (await SweeperCommand.RunAsync(_folder.Root, "report", "hostile", "--results", copy, "--output", "hostile.html"))
            .With(exitCode: 0);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    public void Dispose()
    {
        _playwright?.Dispose();
        _folder.Dispose();
    }

    private async Task<IBrowser> LaunchAsync(string chromium)
    {
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Timeout = (float)Deadline.Length.TotalMilliseconds,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }
}
