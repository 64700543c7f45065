using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Sweeper.EndToEnd.Tests.Report;

/// <summary>The live page in a browser, beside a run in another process.</summary>
[Collection(ReportBrowser.Collection)]
public sealed partial class WatchedRunTests(ReportBrowser browser) : IDisposable
{
    private const string Filter = "#leaderboard input[type=search]";
    private const string Axis = "#heatmap select >> nth=0";

    private readonly TemporaryFolder _folder = new();
    private SweeperProcess? _server;
    private IPage _page = null!;
    private string _axis = "";

    public void Dispose()
    {
        _server?.Dispose();
        _folder.Dispose();
    }

    [LongFact]
    public async Task Page_BesideARun_FollowsItToItsEndWithoutLosingWhatTheReaderChose()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no 'sh'.");
        SetDefaultExpectTimeout((float)Deadline.Length.TotalMilliseconds);
        WriteExperiment();
        string address = await StartServerAsync("0", "--open");
        _page = (await browser.OpenAsync(1000, address: address + "sweeps/watched")).Page;
        await Expect(_page.Locator("#connection")).ToHaveTextAsync("live");
        await Expect(_page.Locator("main")).ToContainTextAsync("There are no sweeps in");
        await _page.EvaluateAsync("window.marked = true");

        // Trials appear, and there are results to choose from.
        using SweeperProcess run = SweeperProcess.Start(_folder.Root, "run", "watched.yaml", "--parallel", "1");
        await ReachAsync(1, 1, "60");
        LetEnd(1, "61");
        await ReachAsync(2, 1, "70");
        LetEnd(2, "71", "92");
        await Expect(_page.Locator("#now")).ToContainTextAsync("2 of 6 trials done");
        await Expect(_page.Locator(Axis)).ToBeVisibleAsync();
        double top = await ChooseAsync();

        // The curve of one grows, and it is pruned.
        await ReachAsync(3, 1, "65");
        await ReachAsync(3, 2, "66");
        LetGoOn(3, 3, "67");
        await Expect(_page.Locator("#now")).ToContainTextAsync("3 of 6 trials done");
        await Expect(_page.Locator("#trial-3")).ToContainTextAsync("pruned");

        // The best changes.
        await Expect(_page.Locator("#now")).ToContainTextAsync("trial 2");
        await ReachAsync(4, 1, "80");
        LetEnd(4, "81", "95");
        await Expect(_page.Locator("#now a")).ToHaveTextAsync(["trial 4", "5"]);
        await Expect(_page.Locator("p.outcome")).ToContainTextAsync("trial 4");

        // A server that is started again is found, and what it is asked reaches the run.
        _server!.Dispose();
        await Expect(_page.Locator("#connection")).ToContainTextAsync("not connected");
        await StartServerAsync(Port().Match(address).Groups[1].Value);
        await Expect(_page.Locator("#connection")).ToHaveTextAsync("live");
        await ReachAsync(5, 1, "85");
        await _page.Locator("#now button[data-ask=prune]").DispatchEventAsync("click");
        await ReachAsync(6, 1, "75");
        LetEnd(6, "76");
        (await run.EndAsync()).With(exitCode: 0);
        await Expect(_page.Locator("#now")).ToContainTextAsync("completed");
        await Expect(_page.Locator("#now")).ToContainTextAsync("6 of 6 trials done");
        await Expect(_page.Locator("#trial-5")).ToContainTextAsync("pruned");

        await AssertIsChosenAsync(_page);
        Assert.True(await _page.EvaluateAsync<bool>("window.marked"), "The page was loaded anew.");
        Assert.InRange(await PlaceAsync(), top - 2, top + 2);
        IPage colleague = (await browser.OpenAsync(1000, address: _page.Url)).Page;
        await AssertIsChosenAsync(colleague);
        await colleague.GotoAsync(new Uri(new Uri(address), "/sweeps/watched/trials/5").AbsoluteUri);
        await Expect(colleague.Locator("p.outcome")).ToContainTextAsync("(live page) asked");
    }

    // A program of four epochs, each of which ends when the test has it so. The third trial falls behind in its third.
    private void WriteExperiment()
    {
        Directory.CreateDirectory(_folder.File("gates"));
        _folder.Write("train.sh", """
            for epoch in 1 2 3 4; do
              until [ -e "$1/$2-$epoch" ]; do sleep 0.2; done
              echo "{\"epoch\": $epoch, \"accuracy\": 0.$(cat "$1/$2-$epoch")}"
            done
            """.ReplaceLineEndings("\n") + "\n");
        _folder.Write("watched.yaml", $$"""
            name: watched
            command: [sh, {{_folder.File("train.sh")}}, {{_folder.File("gates")}}, "${trial}", "${args}"]
            metric: {name: accuracy, goal: maximize}
            parameters: {rate: [0.1, 0.2, 0.3], kind: [a, b]}
            early_terminate: {type: median, startup_trials: 2}
            """);
    }

    // What opens a browser here writes down the address that it is given.
    private async Task<string> StartServerAsync(string port, params string[] options)
    {
        string opener = _folder.Write("bin/xdg-open", "#!/bin/sh\necho \"$1\" >\"$0.new\" && mv \"$0.new\" \"$0.opened\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(opener, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string path = $"{Path.GetDirectoryName(opener)}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        _server = SweeperProcess.Start(
            _folder.Root, [KeyValuePair.Create("PATH", path)], ["dashboard", "--port", port, .. options]);
        await _server.WaitForMessageAsync("http://");
        if (options.Length == 0)
            return "";
        await Deadline.WaitAsync(() => Task.FromResult(File.Exists(opener + ".opened")), "It opened no browser.");
        return (await File.ReadAllTextAsync(opener + ".opened")).Trim();
    }

    private void LetGoOn(int trial, int epoch, string digits) =>
        File.Move(_folder.Write("gate", digits), _folder.File(FormattableString.Invariant($"gates/{trial}-{epoch}")));

    private void LetEnd(int trial, string second, string last = "90")
    {
        LetGoOn(trial, 2, second);
        LetGoOn(trial, 3, last);
        LetGoOn(trial, 4, last);
    }

    // Waits until a trial runs, lets it end an epoch, and waits until the page says so.
    private async Task ReachAsync(int trial, int epoch, string digits)
    {
        ILocator row = _page.Locator("#now tbody tr");
        await Expect(row.Locator("th")).ToHaveTextAsync(FormattableString.Invariant($"{trial}"));
        LetGoOn(trial, epoch, digits);
        await Expect(row.Locator("td").First).ToHaveTextAsync(FormattableString.Invariant($"{epoch}"));
    }

    private async Task<double> ChooseAsync()
    {
        await _page.Locator(Filter).FillAsync("rate > 0.1");
        _axis = await ChosenAxis(_page).TextContentAsync() == "rate" ? "kind" : "rate";
        await _page.Locator(Axis).PressAsync(_axis[..1]);
        await Expect(ChosenAxis(_page)).ToHaveTextAsync(_axis);
        await _page.Locator("#experiment summary").ClickAsync();
        await _page.EvaluateAsync(
            """
            document.activeElement.blur();
            document.querySelector('#experiment').scrollIntoView({block: 'center', behavior: 'instant'});
            """);
        return await PlaceAsync();
    }

    private static ILocator ChosenAxis(IPage page) => page.Locator(Axis).Locator("option:checked");

    private Task<double> PlaceAsync() =>
        _page.EvaluateAsync<double>("document.querySelector('#experiment').getBoundingClientRect().top");

    private async Task AssertIsChosenAsync(IPage page)
    {
        await Expect(page.Locator(Filter)).ToHaveValueAsync("rate > 0.1");
        await Expect(page.Locator("#leaderboard .controls output")).ToHaveTextAsync("4 of 6 trials");
        await Expect(ChosenAxis(page)).ToHaveTextAsync(_axis);
        await Expect(page.Locator("#experiment details")).ToHaveAttributeAsync("open", "");
    }

    [GeneratedRegex(@":(\d+)/")]
    private static partial Regex Port();
}
