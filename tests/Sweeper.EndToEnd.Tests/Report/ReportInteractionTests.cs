using Microsoft.Playwright;
using Sweeper.Storage;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Store;

namespace Sweeper.EndToEnd.Tests.Report;

[Collection(ReportBrowser.Collection)]
public sealed class ReportInteractionTests(ReportBrowser browser)
{
    [LongFact]
    public async Task Leaderboard_ColumnTitleClicked_SortsAndTurnsAround()
    {
        await using OpenedReport report = await browser.OpenAsync(1280);
        ILocator title = report.Page.Locator("table.leaderboard thead button", new() { HasText = "Trial" });

        await title.ClickAsync();
        string[] ascending = await TrialsAsync(report.Page);
        await title.ClickAsync();
        string[] descending = await TrialsAsync(report.Page);

        Assert.Equal(Enumerable.Range(1, 12).Select(n => $"{n}"), ascending);
        Assert.Equal(ascending.Reverse(), descending);
        Assert.Equal("descending", await report.Page.Locator("table.leaderboard th[aria-sort]").GetAttributeAsync("aria-sort"));
    }

    [LongFact]
    public async Task Leaderboard_WordsTyped_KeepsTheTrialsWithAllOfThem()
    {
        await using OpenedReport report = await browser.OpenAsync(1280);

        await report.Page.Locator("#leaderboard input[type=search]").FillAsync("relu learning_rate 0.2");
        IReadOnlyList<string> rows = await report.Page.Locator("table.leaderboard tbody tr").AllInnerTextsAsync();

        Assert.Equal(2, rows.Count);
        Assert.All(rows, r => Assert.Contains("relu", r, StringComparison.Ordinal));
        Assert.Contains("2 of 12", await report.Page.Locator("#leaderboard output").InnerTextAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Leaderboard_Filter_KeepsTheTrialsThatTheCommandLineFinds()
    {
        string[] filters =
        [
            "learning_rate > 0.05", "learning_rate = 1e-1", "architecture = 8",
            "architecture in ('8', 'x') and activation = 'relu'",
            "not (activation = 'relu' or learning_rate >= 0.2)", "activation like 'T%'", "rank between 2 and 5",
            "architecture > 8", "activation != 'relu' and trial <> 1", "fold is null", "objective is not null and Rank <= 3",
            "final_validation_loss > best_validation_loss", "state = 'completed' and not trial < 7",
        ];
        await using OpenedReport report = await browser.OpenAsync(1280);
        ILocator search = report.Page.Locator("#leaderboard input[type=search]");
        using var reader = SqliteSweepReader.Open(browser.Results);
        SweepRecord sweep = reader.FindSweep("hostile", null)!;
        TrialFields fields = reader.ReadFields(sweep);

        foreach (string filter in filters)
        {
            await search.FillAsync(filter);
            int[] found = [.. (await TrialsAsync(report.Page)).Select(int.Parse).Order()];
            int[] expected = [.. reader.SelectTrials(sweep, fields,
                TrialSelection.All with { Where = FilterParser.Parse(filter) }).Trials.Select(t => t.Trial.Number).Order()];
            Assert.True(
                expected.SequenceEqual(found), $"{filter}: {string.Join(", ", found)} instead of {string.Join(", ", expected)}");
        }
    }

    [LongFact]
    public async Task Leaderboard_FilterThatIsNone_SaysWhereAndWhatAndAppliesToTheCurves()
    {
        await using OpenedReport report = await browser.OpenAsync(1280);
        ILocator search = report.Page.Locator("#leaderboard input[type=search]"), why = report.Page.Locator("#leaderboard .why");

        await search.FillAsync("learning_rate >");
        Assert.Equal(
            "At character 16: the end of the filter where a name or a value was expected.", await why.TextContentAsync());
        await search.FillAsync("activation = 'relu' and learning_rate > 1");
        Assert.Equal("“learning_rate > 1” is true of no trial.", await why.TextContentAsync());
        await search.FillAsync("learning_rate > 0.15");
        await Assertions.Expect(report.Page.Locator("#curves output")).ToHaveTextAsync(
            "4 of 12 trials, as the leaderboard is filtered");
        Assert.Equal(
            4,
            await report.Page.Locator("#curves figure").First.Locator(".frame path.line[data-trial]:not(.dashed)").CountAsync());
    }

    [LongFact]
    public async Task Leaderboard_NothingFound_SaysWhichFilterLeavesNothing()
    {
        await using OpenedReport report = await browser.OpenAsync(1280);
        ILocator search = report.Page.Locator("#leaderboard input[type=search]"), why = report.Page.Locator("#leaderboard .why");

        Assert.Equal("", await why.TextContentAsync());
        await search.FillAsync("relu rellu");
        Assert.Equal("No trial has “rellu” in its number, settings, state or reason.", await why.TextContentAsync());
        await search.FillAsync("relu tanh");
        Assert.StartsWith(
            "No trial has all of these words: “relu” is in 6", await why.TextContentAsync(), StringComparison.Ordinal);
        await search.FillAsync("relu");
        Assert.Equal("", await why.TextContentAsync());
    }

    [LongFact]
    public async Task Leaderboard_NarrowWindowScrolled_KeepsTrialsAndHeadInView()
    {
        await using OpenedReport report = await browser.OpenAsync(400);

        double[] places = await report.Page.EvaluateAsync<double[]>(
            """
            (() => {
              const scroll = document.querySelector('.leaderboard').closest('.scroll');
              scroll.scrollTo(200, 60);
              const frame = scroll.getBoundingClientRect(), row = scroll.querySelector('tbody tr:nth-child(8)');
              return [
                scroll.scrollLeft, row.querySelector('th.trial').getBoundingClientRect().left - frame.left,
                scroll.querySelector('thead th').getBoundingClientRect().top - frame.top,
              ];
            })()
            """);

        Assert.True(places[0] > 0);
        Assert.InRange(places[1], -1, 1);
        Assert.InRange(places[2], -1, 1);
    }

    [LongFact]
    public async Task Trial_InTheAddress_OpensItsDetailsAndLeavesWithThem()
    {
        await using OpenedReport report = await browser.OpenAsync(1280);

        await report.Page.EvaluateAsync("location.hash = '#trial-3'");
        ILocator dialog = report.Page.Locator("dialog.details");
        await dialog.WaitForAsync();
        Assert.Equal("Trial 3", await dialog.Locator("h2").InnerTextAsync());
        await report.Page.Keyboard.PressAsync("Escape");
        Assert.Equal("", await report.Page.EvaluateAsync<string>("location.hash"));
        await report.Page.Locator("#top tbody a").First.ClickAsync();

        Assert.Equal(
            await report.Page.EvaluateAsync<string>("location.hash.replace('#trial-', 'Trial ')"),
            await dialog.Locator("h2").InnerTextAsync());
        Assert.Empty(report.Complaints);
    }

    [LongFact]
    public async Task Leaderboard_ColumnUnticked_IsGone()
    {
        await using OpenedReport report = await browser.OpenAsync(1280);
        int before = await report.Page.Locator("table.leaderboard thead th").CountAsync();

        await report.Page.Locator("#leaderboard .chooser summary").ClickAsync();
        await report.Page.GetByLabel("activation", new() { Exact = true }).UncheckAsync();

        Assert.Equal(before - 1, await report.Page.Locator("table.leaderboard thead th").CountAsync());
        Assert.DoesNotContain("relu", await report.Page.Locator("table.leaderboard").InnerTextAsync(), StringComparison.Ordinal);
    }

    [LongFact]
    public async Task Heatmap_AxesAndThirdChosen_DrawsOneForEachOfItsValues()
    {
        await using OpenedReport report = await browser.OpenAsync(1280);
        ILocator controls = report.Page.Locator("#heatmap .controls");

        await controls.GetByLabel("Rows").SelectOptionAsync(new SelectOptionValue { Label = "activation" });
        await controls.GetByLabel("Columns").SelectOptionAsync(new SelectOptionValue { Label = "learning_rate" });
        await controls.GetByLabel("One for each").SelectOptionAsync(new SelectOptionValue { Label = "architecture" });
        await controls.GetByLabel("Cells").SelectOptionAsync(new SelectOptionValue { Label = "number of trials" });

        ILocator charts = report.Page.Locator("#heatmap figure.main .chosen svg");
        Assert.Equal(2, await charts.CountAsync());
        Assert.Equal(["activation", "learning_rate"], await charts.First.Locator(".axis-title").AllTextContentsAsync());
        Assert.Equal(Enumerable.Repeat("1", 12), await charts.Locator(".cell .value").AllTextContentsAsync());
    }

    [LongFact]
    public async Task Curves_OtherTrialsSmoothingAndLogarithm_AreDrawnAnew()
    {
        await using OpenedReport report = await browser.OpenAsync(1280);
        ILocator section = report.Page.Locator("#curves");

        await section.GetByLabel("Trials in colour").FillAsync("2, 5");
        await section.GetByLabel("Trials in colour").PressAsync("Enter");
        await section.GetByLabel("others").UncheckAsync();
        await section.GetByLabel("logarithmic").CheckAsync();
        string before = (await section.Locator("path.line.c0").First.GetAttributeAsync("d"))!;
        await section.GetByLabel("Smoothing").FillAsync("0.9");

        Assert.NotEqual(before, await section.Locator("path.line.c0").First.GetAttributeAsync("d"));
        string[] drawn = await section.Locator("svg svg path[data-trial]").EvaluateAllAsync<string[]>(
            "all => all.map(p => p.dataset.trial)");
        Assert.Equal(["2", "5"], drawn.Distinct().Order());
        Assert.Contains(
            "logarithmic",
            await section.Locator("figure").Nth(1).Locator(".axis-title").First.TextContentAsync(),
            StringComparison.Ordinal);
    }

    [LongFact]
    public async Task Curves_OneMetricInEachChart_AreChosenByTheirCharts()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no 'sh'.");
        using var folder = new TemporaryFolder();
        folder.Write(
            "shell.yaml",
            """
            command: [sh, -c, 'for i in 1 2; do echo "epoch $i loss 0.$i val_loss 0.$i${param.a}"; done']
            metric: {name: val_loss}
            parameters: {a: [1, 2]}
            """);
        (await SweeperProcess.RunAsync(folder.Root, "run", "shell.yaml")).With(exitCode: 0);
        string address = new Uri(Path.Combine(folder.Root, "results", "shell", "report.html")).AbsoluteUri;

        await using OpenedReport report = await browser.OpenAsync(1000, address: address);

        ILocator ticks = report.Page.Locator("#curves .controls label:has(input[type=checkbox])");
        Assert.Equal(["others", "val loss", "loss", "logarithmic"], (await ticks.AllTextContentsAsync()).Select(t => t.Trim()));
    }

    [SkippableFact]
    public async Task Trial_PointedAtInOneChart_IsLitEverywhere()
    {
        await using OpenedReport report = await browser.OpenAsync(1280);
        ILocator dot = report.Page.Locator("#slices .dot").First;
        string trial = (await dot.GetAttributeAsync("data-trial"))!;

        await dot.HoverAsync();

        Assert.Equal(trial, await report.Page.Locator("table.leaderboard tr.lit").GetAttributeAsync("data-trial"));
        foreach (string section in new[] { "#curves", "#slices", "#parallel", "#timeline" })
            Assert.NotEqual(0, await report.Page.Locator($"{section} .lit-mark").CountAsync());
        Assert.Equal(
            await report.Page.Locator("#heatmap svg").CountAsync(), await report.Page.Locator("#heatmap .cell.lit")
                .CountAsync());
        Assert.Contains($"Trial {trial}", await report.Page.Locator(".tip").InnerTextAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Trial_ChosenWithTheKeyboard_OpensAndClosesItsDetails()
    {
        await using OpenedReport report = await browser.OpenAsync(1280);
        ILocator button = report.Page.Locator("table.leaderboard button.trial").Nth(1);
        string trial = await button.InnerTextAsync();

        await button.FocusAsync();
        Assert.Equal(trial, await report.Page.Locator("table.leaderboard tr.lit").GetAttributeAsync("data-trial"));
        await button.PressAsync("Enter");
        ILocator dialog = report.Page.Locator("dialog.details");
        Assert.Equal($"Trial {trial}", await dialog.Locator("h2").InnerTextAsync());
        Assert.Equal(2, await dialog.Locator(".charts svg.chart").CountAsync());
        await report.Page.Keyboard.PressAsync("Escape");

        Assert.False(await dialog.IsVisibleAsync());
    }

    [LongFact]
    public async Task Parallel_HandleMovedWithTheKeyboard_LeavesTrialsOut()
    {
        await using OpenedReport report = await browser.OpenAsync(1280);
        ILocator lower = report.Page.Locator("#parallel .parallel-axis").Last.Locator(".handle").Last;

        await lower.FocusAsync();
        for (int i = 0; i < 12; i++)
            await lower.PressAsync("ArrowUp");

        int kept = await report.Page.Locator("#parallel .strand:not(.is-out)").CountAsync();
        Assert.InRange(kept, 1, 11);
        Assert.Equal(kept, await report.Page.Locator("table.leaderboard tbody tr").CountAsync());
        await report.Page.GetByRole(AriaRole.Button, new() { Name = "Select all" }).ClickAsync();
        Assert.Equal(12, await report.Page.Locator("table.leaderboard tbody tr").CountAsync());
    }

    [SkippableFact]
    public async Task Report_EverythingUsed_ComplainsOfNothingAndAsksForNothing()
    {
        await using OpenedReport report = await browser.OpenAsync(1280, ColorScheme.Dark, browser.HostileAddress);

        foreach (ILocator control in await report.Page.Locator(".controls input[type=checkbox]:visible").AllAsync())
            await control.ClickAsync();
        foreach (ILocator title in await report.Page.Locator("table.leaderboard button.sort").AllAsync())
            await title.ClickAsync();
        await report.Page.Locator("#heatmap .controls select").First.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await report.Page.Locator("#slices .dot").First.HoverAsync();
        await report.Page.Locator("table.leaderboard button.trial").First.ClickAsync();

        Assert.Equal("hostile · sweep report", await report.Page.TitleAsync());
        Assert.Contains(HostileDatabase.Text, await report.Page.Locator("dialog .sentence").TextContentAsync());
        Assert.Equal(0, await report.Page.Locator("img, iframe, object, embed, link, a:not([href^='#']), [onload], [onerror], "
            + "[onmouseover], [style*=url]").CountAsync());
        Assert.Equal(2, await report.Page.Locator("script").CountAsync());
        Assert.Equal([browser.HostileAddress], report.Requests);
        Assert.Empty(report.Complaints);
    }

    [LongFact]
    public async Task Report_WithoutScript_ShowsTheSameCharts()
    {
        await using OpenedReport report = await browser.OpenAsync(1280, hasScript: false);

        Assert.Equal(12, await report.Page.Locator("table.leaderboard tbody tr").CountAsync());
        Assert.True(await report.Page.Locator("#curves svg.chart").First.IsVisibleAsync());
        Assert.Equal(0, await report.Page.Locator(".controls").CountAsync());
        Assert.Empty(report.Complaints);
    }

    private static async Task<string[]> TrialsAsync(IPage page) =>
        [.. await page.Locator("table.leaderboard button.trial").AllInnerTextsAsync()];
}
