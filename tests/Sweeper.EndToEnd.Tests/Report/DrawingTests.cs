using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Sweeper.EndToEnd.Tests.Report;

/// <summary>The place to draw on gives the answers of the command <c>predict</c>.</summary>
[Collection(ReportBrowser.Collection)]
public sealed class DrawingTests(ReportBrowser browser) : IDisposable
{
    private const int Images = 6;
    private readonly TemporaryFolder _folder = new();

    /// <summary>
    /// Between them and the one below all activations, outputs, and batch normalization; and convolutions with zeros around
    /// them and without, with strides, and pooling that leaves rows out, before and after a convolution.
    /// </summary>
    public static TheoryData<string> Networks => new(
        "architecture: \"32-24-16\", activation: [[sigmoid, tanh, relu]], batch_normalization: true, learning_rate: 0.2, "
        + "epochs: 4",
        "architecture: \"32-24-16\", activation: [[leaky_relu, elu, gelu]], loss: binary_cross_entropy, learning_rate: 0.1, "
        + "epochs: 4",
        "architecture: \"32-24-16\", activation: [[swish, softplus, identity]], loss: mean_squared_error, output: identity, "
        + "learning_rate: 0.01, epochs: 3",
        "architecture: \"p3-6c3s2-8c3s2v\", activation: [[tanh, leaky_relu]], learning_rate: 0.3, epochs: 6");

    [LongFact]
    public Task Drawing_TestImages_AnswersAsPredictDoes() => CompareAsync(
        "architecture: \"6c5-p3-10c3v-p2-16\", activation: relu, batch_normalization: true, learning_rate: 0.1, epochs: 2");

    [LongTheory]
    [MemberData(nameof(Networks))]
    public Task Drawing_TestImagesAndOtherNetworks_AnswersAsPredictDoes(string parameters) => CompareAsync(parameters);

    [SkippableFact]
    public async Task Drawing_Strokes_AreReadAsPredictReadsTheirPicture()
    {
        await using OpenedReport report = await OpenAsync("architecture: \"32\", learning_rate: 0.1, epochs: 5");
        await StrokeAsync(report.Page, (90, 60), (190, 60), (130, 230));

        (string Class, double[] Probabilities) answer = await AnswerAsync(report.Page);
        string picture = await report.Page.EvaluateAsync<string>("document.querySelector('.sketch').toDataURL('image/png')");
        await File.WriteAllBytesAsync(
            Path.Combine(_folder.Root, "drawn.png"),
            Convert.FromBase64String(picture[(picture.IndexOf(',', StringComparison.Ordinal) + 1)..]));
        JsonElement prediction = Assert.Single(await PredictAsync("drawn.png"));

        // The picture has been through PNG and its rounding.
        AssertSame(prediction, answer, await ToleranceAsync(report.Page) + 0.02);
        int[] seen = await SeenAsync(report.Page);
        Assert.InRange(seen.Count(p => p > 0), 40, 250);
        Assert.Equal(20, Enumerable.Range(0, 28).Count(y => seen.Skip(28 * y).Take(28).Any(p => p > 0)));
    }

    [LongFact]
    public async Task Drawing_Keyboard_DrawsAndClears()
    {
        await using OpenedReport report = await OpenAsync("architecture: \"8\", learning_rate: 0.1, epochs: 1");
        IPage page = report.Page;
        await page.FocusAsync("#draw .sketch");

        await page.Keyboard.PressAsync(" ");
        for (int i = 0; i < 12; i++)
            await page.Keyboard.PressAsync("ArrowDown");
        int[] drawn = await SeenAsync(page);
        (string chosen, _) = await AnswerAsync(page);
        await page.Keyboard.PressAsync("Delete");

        Assert.Equal(20, Enumerable.Range(0, 28).Count(y => drawn.Skip(28 * y).Take(28).Any(p => p > 0)));
        Assert.InRange(int.Parse(chosen, CultureInfo.InvariantCulture), 0, 9);
        Assert.All(await SeenAsync(page), p => Assert.Equal(0, p));
        Assert.Equal("Draw something", await page.Locator("#draw .answer").TextContentAsync());
    }

    [SkippableFact]
    public async Task Report_BestTrial_ShowsErrorsCalibrationAndFirstWeights()
    {
        await using OpenedReport report = await browser.OpenAsync(1200);
        IPage page = report.Page;

        Assert.Equal(10, await page.Locator("#best .class-scores tbody tr").CountAsync());
        Assert.InRange(await page.Locator("#best .examples.errors li").CountAsync(), 1, 20);
        Assert.Equal(10, await page.Locator("#best .examples.hits li").CountAsync());
        Assert.True(await page.Locator("#best .calibration > svg").IsVisibleAsync());
        int pictures = await page.Locator("#best .unit-pictures canvas").CountAsync();
        Assert.Contains(pictures, new[] { 8, 16 });
        int[] colored = await page.EvaluateAsync<int[]>(
            """
            [...document.querySelectorAll('.unit-pictures canvas')].map(canvas => {
              const { data } = canvas.getContext('2d').getImageData(0, 0, 28, 28);
              return new Set(Array.from({ length: 784 }, (_, i) => data.slice(4 * i, 4 * i + 3).join())).size;
            })
            """);
        Assert.All(colored, count => Assert.True(count > 50, $"{count} colours"));
    }

    [LongFact]
    public async Task Report_DetailsOfAnyTrial_ShowWhatTheBestTrialsShow()
    {
        await using OpenedReport report = await browser.OpenAsync(1200);
        IPage page = report.Page;
        await page.Locator("#leaderboard tbody tr").Nth(4).Locator("td").First.ClickAsync();

        Assert.Equal(10, await page.Locator("dialog .class-scores tbody tr").CountAsync());
        int[] counts = await page.EvaluateAsync<int[]>(
            "[...document.querySelectorAll('dialog .confusion-table td')].map(cell => Number(cell.firstChild?.textContent ?? "
            + "0))");
        Assert.Equal(200, counts.Sum());
        Assert.Contains("read as", await page.Locator("dialog").TextContentAsync());
        Assert.InRange(await page.Locator("dialog .examples.errors li").CountAsync(), 1, 20);
        Assert.Equal(10, await page.Locator("dialog .examples.hits li").CountAsync());
        Assert.Contains(await page.Locator("dialog .unit-pictures canvas").CountAsync(), new[] { 8, 16 });
        Assert.True(await page.Locator("dialog .calibration > svg").IsVisibleAsync());
        Assert.Empty(report.Complaints);
    }

    public void Dispose() => _folder.Dispose();

    private async Task CompareAsync(string parameters)
    {
        await using OpenedReport report = await OpenAsync(parameters);
        List<string> rows = [];
        List<(string Class, double[] Probabilities)> answers = [];
        for (int i = 0; i < Images; i++)
        {
            await report.Page.ClickAsync("#draw .example");
            rows.Add(string.Join(',', await SeenAsync(report.Page)));
            answers.Add(await AnswerAsync(report.Page));
        }

        await File.WriteAllLinesAsync(Path.Combine(_folder.Root, "rows.csv"), rows);
        JsonElement[] predictions = await PredictAsync("rows.csv");

        double tolerance = await ToleranceAsync(report.Page);
        Assert.Contains(answers, a => a.Probabilities.Max() > 0.2);
        for (int i = 0; i < Images; i++)
            AssertSame(predictions[i], answers[i], tolerance);
        Assert.Empty(report.Complaints);
        Assert.Single(report.Requests);
    }

    private async Task<OpenedReport> OpenAsync(string parameters)
    {
        _folder.Write(
            "drawn.yaml",
            $$"""
            name: drawn
            dataset: {name: digits, train: 800, test: 200}
            parameters: {{{parameters}}, batch_size: 16}

            """);
        (await SweeperCommand.RunAsync(_folder.Root, "run", "drawn.yaml")).With(exitCode: 0);
        string address = new Uri(Path.Combine(_folder.Root, "results", "drawn", "report.html")).AbsoluteUri;
        return await browser.OpenAsync(1000, address: address);
    }

    private async Task<JsonElement[]> PredictAsync(string file)
    {
        FinishedCommand command = await SweeperCommand.RunAsync(_folder.Root, "predict", "drawn", file, "--format", "json");
        return [.. JsonDocument.Parse(command.With(exitCode: 0).Output).RootElement.EnumerateArray()];
    }

    // With 8 bits a weight is off by up to 0.4 % of the largest of its unit.
    private static async Task<double> ToleranceAsync(IPage page) =>
        await page.EvaluateAsync<int>(
            "JSON.parse(document.getElementById('network').textContent).bits") switch { 8 => 0.05, 16 => 0.005, _ => 0.0002 };

    private static void AssertSame(JsonElement prediction, (string Class, double[] Probabilities) answer, double tolerance)
    {
        double[] expected = [.. Enumerable.Range(0, 10).Select(c => prediction.GetProperty($"probability_{c}").GetDouble())];
        Assert.All(expected.Zip(answer.Probabilities), pair => Assert.Equal(pair.First, pair.Second, tolerance));

        // Where two classes are nearly as likely, either may be the first.
        double[] ranked = [.. expected.OrderDescending()];
        if (ranked[0] - ranked[1] > 2 * tolerance)
            Assert.Equal(prediction.GetProperty("prediction").GetString(), answer.Class);
    }

    private static Task<int[]> SeenAsync(IPage page) => page.EvaluateAsync<int[]>(
        "(() => { const { data } = document.querySelector('.seen').getContext('2d').getImageData(0, 0, 28, 28); "
        + "return Array.from({ length: 784 }, (_, i) => data[4 * i + 3]); })()");

    private static async Task<(string Class, double[] Probabilities)> AnswerAsync(IPage page) => (
        (await page.Locator("#draw .answer .class").TextContentAsync())!,
        await page.EvaluateAsync<double[]>("[...document.querySelectorAll('#draw .bars li')].map(row => "
            + "Number(row.dataset.probability))"));

    private static async Task StrokeAsync(IPage page, params (int X, int Y)[] points)
    {
        await page.Locator("#draw .sketch").ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await page.Locator("#draw .sketch").BoundingBoxAsync())!;
        float Across(int x) => (float)(box.X + (x * box.Width / 280));
        float Down(int y) => (float)(box.Y + (y * box.Height / 280));
        await page.Mouse.MoveAsync(Across(points[0].X), Down(points[0].Y));
        await page.Mouse.DownAsync();
        foreach ((int x, int y) in points[1..])
            await page.Mouse.MoveAsync(Across(x), Down(y), new MouseMoveOptions { Steps = 12 });
        await page.Mouse.UpAsync();
    }
}
