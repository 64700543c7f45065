using Microsoft.Playwright;
using Sweeper.Sweeps.Trials;
using static Microsoft.Playwright.Assertions;

namespace Sweeper.Dashboard.Tests.Pages;

/// <summary>What a reader sees while a sweep goes on, and keeps.</summary>
[Collection(DashboardBrowser.Collection)]
public sealed class LivePageTests(DashboardBrowser browser)
{
    [SkippableFact]
    public async Task Sweep_GoesOn_IsFollowedWithoutLosingWhatTheReaderChose()
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        using var sweep = new RecordedSweep(served.Results, trials: 8);
        for (int trial = 1; trial <= 4; trial++)
            sweep.Train(trial, trial / 10.0);
        IPage page = await browser.OpenAsync(Address(served, "/sweeps/grid"), width: 1000);
        await Expect(page.Locator("#leaderboard tbody tr")).ToHaveCountAsync(8);
        await page.EvaluateAsync("window.marked = true");

        // What the reader chooses: words, an order, a logarithmic axis, other axes of the map, something unfolded, a place.
        await page.Locator("#leaderboard input[type=search]").FillAsync("too");
        await page.Locator("#leaderboard th", new() { HasText = "rate" }).Locator("button").ClickAsync();
        await page.Locator("#curves label", new() { HasText = "logarithmic" }).Locator("input").CheckAsync();
        string axis = await ChosenAxis(page).TextContentAsync() == "rate" ? "activation" : "rate";
        await page.Locator("#heatmap select").First.PressAsync(axis[..1]);
        await Expect(ChosenAxis(page)).ToHaveTextAsync(axis);
        await page.Locator("#experiment summary").ClickAsync();
        await page.Locator("#leaderboard input[type=search]").FocusAsync();
        await page.EvaluateAsync("document.querySelector('#experiment').scrollIntoView({block: 'center', behavior: 'instant'})");
        const string Seen = "document.querySelector('#experiment').getBoundingClientRect().top";
        double top = await page.EvaluateAsync<double>(Seen);

        // A trial appears, and its curve grows.
        sweep.Start(5);
        sweep.Epoch(5, 1, 0.2);
        await Expect(page.Locator("#now tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("#now tbody")).ToContainTextAsync("1 / 5");
        sweep.Epoch(5, 2, 0.5);
        await Expect(page.Locator("#now tbody")).ToContainTextAsync("2 / 5");
        await Expect(page.Locator("#now tbody svg.spark")).ToHaveCountAsync(1);

        // It is pruned, the best changes, one fails, the sweep ends.
        sweep.End(5, 0.5, TrialState.Pruned, "worse than most", epochs: 2);
        await Expect(page.Locator("#pruning")).ToContainTextAsync("worse than most");
        sweep.Train(6, 0.95);
        await Expect(page.Locator("#now")).ToContainTextAsync("trial 6");
        await Expect(page.Locator("#best h2")).ToHaveTextAsync("Best trial: 6");
        sweep.Start(7);
        sweep.End(7, null, TrialState.Failed, "no memory");
        sweep.Train(8, 0.3);
        sweep.Finish();
        await Expect(page.Locator("#now")).ToContainTextAsync("completed: every trial has ended");
        await Expect(page.Locator("#failures button[data-ask=retry]")).ToHaveCountAsync(1);
        await Expect(page.Locator("#leaderboard .controls output")).ToHaveTextAsync("4 of 8 trials");

        Assert.True(await page.EvaluateAsync<bool>("window.marked"), "The page was loaded anew.");
        Assert.Equal("too", await page.Locator("#leaderboard input[type=search]").InputValueAsync());
        Assert.Equal(
            "ascending", await page.Locator("#leaderboard th", new() { HasText = "rate" }).GetAttributeAsync("aria-sort"));
        Assert.True(await page.Locator("#curves label", new() { HasText = "logarithmic" }).Locator("input").IsCheckedAsync());
        await Expect(ChosenAxis(page)).ToHaveTextAsync(axis);
        Assert.NotNull(await page.Locator("#experiment details").GetAttributeAsync("open"));
        Assert.True(
            await page.Locator("#leaderboard input[type=search]").EvaluateAsync<bool>("i => i === document.activeElement"));
        Assert.InRange(await page.EvaluateAsync<double>(Seen), top - 2, top + 2);

        // The address says all of it to a colleague.
        IPage colleague = await browser.OpenAsync(page.Url);
        await Expect(colleague.Locator("#leaderboard .controls output")).ToHaveTextAsync("4 of 8 trials");
        await Expect(ChosenAxis(colleague)).ToHaveTextAsync(axis);
        Assert.Equal("", string.Join(Environment.NewLine, browser.Complaints));
    }

    [LongFact]
    public async Task Sweep_IsTooLargeToBeDrawnAgain_IsFollowedTrialByTrial()
    {
        await using ServedFolder served = await ServedFolder.StartAsync(wholeShare: 0);
        using var sweep = new RecordedSweep(served.Results, trials: 60);
        for (int trial = 1; trial <= 40; trial++)
            sweep.Train(trial, trial / 100.0);
        IPage page = await browser.OpenAsync(Address(served, "/sweeps/grid"), width: 1000);
        await Expect(page.Locator("#leaderboard tbody tr")).ToHaveCountAsync(30);
        await page.EvaluateAsync("window.marked = true");
        await page.Locator("#leaderboard button.more").ClickAsync();
        await page.Locator("#leaderboard th", new() { HasText = "Trial" }).Locator("button").ClickAsync();
        await page.Locator("#leaderboard th", new() { HasText = "Trial" }).Locator("button").FocusAsync();

        // A trial runs: its row has its state and its curve; its details grow while they are open.
        ILocator row = page.Locator("#trial-41");
        sweep.Start(41);
        sweep.Epoch(41, 1, 0.2);
        await Expect(row).ToContainTextAsync("running");
        await Expect(page.Locator("#now tbody")).ToContainTextAsync("1 / 5");
        await Expect(page.Locator("#leaderboard tbody tr")).ToHaveCountAsync(60);
        Assert.Equal("ascending", await page.Locator("#leaderboard th", new() { HasText = "Trial" })
            .GetAttributeAsync("aria-sort"));
        Assert.True(await page.Locator("#leaderboard th", new() { HasText = "Trial" })
            .Locator("button").EvaluateAsync<bool>("b => b === document.activeElement"));
        await row.Locator("button.trial").ClickAsync();
        await Expect(page.Locator("dialog.details")).ToContainTextAsync("1 of 5");
        sweep.Epoch(41, 2, 0.5);
        await Expect(page.Locator("dialog.details")).ToContainTextAsync("2 of 5");
        await page.Locator("dialog.details .close").ClickAsync();

        // It is the best, another is pruned, a third fails.
        for (int epoch = 3; epoch <= 5; epoch++)
            sweep.Epoch(41, epoch, 0.9);
        sweep.End(41, 0.9);
        await Expect(page.Locator("p.outcome")).ToContainTextAsync("90.00 % validation accuracy");
        await Expect(page.Locator("#top tbody tr").First).ToContainTextAsync("41");
        await Expect(row.Locator(".rank")).ToHaveTextAsync("1");
        await Expect(page.Locator("#curves .charts")).ToContainTextAsync("trial 41");
        sweep.Start(42);
        sweep.Epoch(42, 1, 0.1);
        sweep.End(42, 0.1, TrialState.Pruned, "worse than most", epochs: 1);
        sweep.Start(43);
        sweep.End(43, null, TrialState.Failed, "no memory");
        await Expect(page.Locator("#trial-42")).ToContainTextAsync("pruned");
        await Expect(page.Locator("#trial-43")).ToContainTextAsync("no memory");

        // Whoever opens the page now sees the same.
        Assert.True(await page.EvaluateAsync<bool>("window.marked"), "The page was loaded anew.");
        IPage colleague = await browser.OpenAsync(page.Url);
        await Expect(colleague.Locator("#trial-43")).ToContainTextAsync("no memory");
        await Expect(colleague.Locator("#trial-41 .rank")).ToHaveTextAsync("1");
        Assert.Equal("", string.Join(Environment.NewLine, browser.Complaints));
    }

    [SkippableFact]
    public async Task Server_IsStartedAgain_IsFoundAndAskedAgain()
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        using var sweep = new RecordedSweep(served.Results);
        sweep.Train(1, 0.5);
        IPage page = await browser.OpenAsync(Address(served, "/sweeps/grid"));
        await Expect(page.Locator("#connection")).ToHaveTextAsync("live");

        int port = served.Server.Address.Port;
        await served.StopServerAsync();
        await Expect(page.Locator("#connection")).ToHaveTextAsync("not connected; trying again");
        sweep.Start(2);
        sweep.Epoch(2, 1, 0.25);
        await served.StartServerAsync(port, null, null);

        await Expect(page.Locator("#connection")).ToHaveTextAsync("live");
        await Expect(page.Locator("#now tbody tr")).ToHaveCountAsync(1);
        using var answering = new CancellationTokenSource();
        Task answers = AnswerAsync(sweep, answering.Token);
        await page.Locator("#now button[data-ask=prune]").ClickAsync();
        await Expect(page.Locator("#said")).ToHaveTextAsync("grid/2: prune 2.");
        await answering.CancelAsync();
        await answers;
        Assert.Equal("", string.Join(Environment.NewLine, browser.Complaints));
    }

    [SkippableFact]
    public async Task Pages_BackAndForward_LeadWhereTheyWere()
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        using var sweep = new RecordedSweep(served.Results);
        sweep.Train(1, 0.5);
        sweep.Train(2, 0.6);
        IPage page = await browser.OpenAsync(Address(served, "/"));

        await page.Locator("#sweeps-table a").ClickAsync();
        await page.Locator("#where input").FillAsync("trial = 1");
        await page.Locator("#where button").ClickAsync();
        await Expect(page.Locator("#leaderboard tbody tr")).ToHaveCountAsync(1);
        Assert.Contains("where=trial+%3D+1", page.Url, StringComparison.Ordinal);
        await page.GoBackAsync();
        await Expect(page.Locator("#leaderboard tbody tr")).ToHaveCountAsync(6);
        await page.GoBackAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sweeps");
        await page.GoForwardAsync();
        await page.GoForwardAsync();
        await Expect(page.Locator("#leaderboard tbody tr")).ToHaveCountAsync(1);
        Assert.Equal("", string.Join(Environment.NewLine, browser.Complaints));
    }

    [SkippableFact]
    public async Task Output_Grows_IsFollowedInItsColours()
    {
        await using ServedFolder served = await ServedFolder.StartAsync();
        using var sweep = new RecordedSweep(served.Results);
        sweep.Start(1);
        string log = served.Around.Write(
            "results/grid/trials/1/output.log",
            "first\n\u001b[31mred <b>\u001b[0m plain \u001b[2J\u001b]0;title\u0007\n10%\r20%\r\n");
        IPage page = await browser.OpenAsync(Address(served, "/sweeps/grid/trials/1"));

        await Expect(page.Locator("#output pre")).ToContainTextAsync("red <b> plain");
        Assert.Equal("red <b>", await page.Locator("#output .ansi-red").TextContentAsync());
        await File.AppendAllTextAsync(log, "later\n");
        await Expect(page.Locator("#output pre")).ToContainTextAsync("later");

        // As when the part of the page that it stands in is drawn anew.
        await page.EvaluateAsync(
            "() => { const pre = document.querySelector('#output pre'); pre.replaceWith(pre.cloneNode(false)); }");
        await Expect(page.Locator("#output pre")).ToContainTextAsync("red <b> plain");
        await Expect(page.Locator("#output pre")).ToContainTextAsync("later");
        string text = (await page.Locator("#output pre").TextContentAsync())!;
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain("title", text, StringComparison.Ordinal);
        Assert.DoesNotContain("10%", text, StringComparison.Ordinal);
        Assert.Equal("", string.Join(Environment.NewLine, browser.Complaints));
    }

    // Chosen by its first letter in the tests, as a reader does: what a script chooses is not noted.
    private static ILocator ChosenAxis(IPage page) => page.Locator("#heatmap select").First.Locator("option:checked");

    private static async Task AnswerAsync(RecordedSweep sweep, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            sweep.Journal.TakeRequests(
                r => new(new(true, FormattableString.Invariant($"{r.Kind.ToString().ToLowerInvariant()} {r.Trial}"))));
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private static string Address(ServedFolder served, string path) => new Uri(served.Server.Address, path).AbsoluteUri;
}
