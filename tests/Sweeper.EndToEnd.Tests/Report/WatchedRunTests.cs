using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Sweeper.EndToEnd.Tests.Report;

/// <summary>The live page in a browser, beside a run in another process.</summary>
[Collection(ReportBrowser.Collection)]
public sealed partial class WatchedRunTests(ReportBrowser browser) : IDisposable
{
    private const string Experiment =
        """
        name: watched
        dataset: {name: digits, train: 3000, test: 500}
        metric: {name: validation_accuracy, goal: maximize}
        parameters:
          architecture: ["32", "128-64"]
          activation: [relu, tanh]
          learning_rate: [0.0003, 0.02, 0.1, 0.001]
          batch_size: 8
          epochs: 40
        early_terminate: {type: median, startup_trials: 2}
        """;

    // Notes what a reader could have seen at any time: how far each trial was, its states, and which was called the best.
    private const string Watch =
        """
        window.marked = true;
        window.seen = { epochs: {}, states: {}, best: [] };
        const look = () => {
          for (const row of document.querySelectorAll('#now tbody tr'))
            (seen.epochs[row.cells[0].textContent.trim()] ??= new Set()).add(row.cells[1].textContent.trim());
          for (const row of document.querySelectorAll('#leaderboard tr[data-trial]'))
            (seen.states[row.dataset.trial] ??= new Set()).add(row.querySelector('.state-name')?.textContent);
          const best = /trial (\d+)/.exec(document.querySelector('p.outcome')?.textContent ?? '')?.[1];
          if (best && seen.best.at(-1) !== best)
            seen.best.push(best);
        };
        new MutationObserver(look).observe(document.querySelector('main'), { childList: true, subtree: true, characterData: true });
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LongFact]
    public async Task Page_BesideARun_FollowsItToItsEndWithoutLosingWhatTheReaderChose()
    {
        SetDefaultExpectTimeout((float)Deadline.Length.TotalMilliseconds);
        _folder.Write("watched.yaml", Experiment);
        using SweeperProcess server = SweeperProcess.Start(_folder.Root, "dashboard", "--port", "0");
        await server.WaitForMessageAsync("http://");
        string address = Address().Match(server.Messages).Value;
        OpenedReport opened = await browser.OpenAsync(1000, address: address + "sweeps/watched");
        IPage page = opened.Page;
        await Expect(page.Locator("main")).ToContainTextAsync("There are no sweeps in");
        await page.EvaluateAsync(Watch);

        using SweeperProcess run = SweeperProcess.Start(_folder.Root, "run", "watched.yaml", "--parallel", "2");
        await Expect(page.Locator("#heatmap select").First).ToBeVisibleAsync();
        await page.Locator("#leaderboard input[type=search]").FillAsync("learning_rate > 0.0005");
        await page.Locator("#heatmap select").First.SelectOptionAsync(new SelectOptionValue { Label = "activation" });
        await page.Locator("#experiment summary").ClickAsync();
        await page.EvaluateAsync("document.activeElement.blur(); document.querySelector('#experiment').scrollIntoView({block: "
            + "'center', behavior: 'instant'})");
        const string Place = "document.querySelector('#experiment').getBoundingClientRect().top";
        double top = await page.EvaluateAsync<double>(Place);
        (await run.EndAsync()).With(exitCode: 0);

        await Expect(page.Locator("#now")).ToContainTextAsync("completed");
        await Expect(page.Locator("#leaderboard .controls output")).ToHaveTextAsync("12 of 16 trials");
        Assert.True(await page.EvaluateAsync<bool>("window.marked"), "The page was loaded anew.");
        Assert.True(await page.EvaluateAsync<bool>("Object.values(seen.epochs).some(epochs => epochs.size > 1)"),
            "No curve grew.");
        Assert.True(await page.EvaluateAsync<bool>("Object.values(seen.states).some(states => states.has('pruned'))"),
            "None was pruned.");
        Assert.True(await page.EvaluateAsync<bool>("seen.best.length > 1"), "The best never changed.");
        Assert.Equal("learning_rate > 0.0005", await page.Locator("#leaderboard input[type=search]").InputValueAsync());
        Assert.Equal(
            "activation", await page.Locator("#heatmap select").First.EvaluateAsync<string>("s => s.selectedOptions[0].textContent"));
        Assert.NotNull(await page.Locator("#experiment details").GetAttributeAsync("open"));
        Assert.InRange(await page.EvaluateAsync<double>(Place), top - 2, top + 2);

        // What was chosen stands in the address, and a server that is started again is found.
        IPage colleague = (await browser.OpenAsync(1000, address: page.Url)).Page;
        await Expect(colleague.Locator("#leaderboard .controls output")).ToHaveTextAsync("12 of 16 trials");
        server.Dispose();
        await Expect(colleague.Locator("#connection")).ToContainTextAsync("not connected");
        using SweeperProcess again = SweeperProcess.Start(_folder.Root, "dashboard", "--port", Port()
            .Match(address).Groups[1].Value);
        await Expect(colleague.Locator("#connection")).ToHaveTextAsync("live");
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();

    [GeneratedRegex(@":(\d+)/")]
    private static partial Regex Port();
}
