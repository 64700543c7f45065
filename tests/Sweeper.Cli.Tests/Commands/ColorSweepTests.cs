using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

/// <summary>What is asked of networks that were trained on colour images.</summary>
public sealed class ColorSweepTests(ColorSweepTests.Trained trained) : IClassFixture<ColorSweepTests.Trained>, IDisposable
{
    private const int Grey = 0, Rgb = 2, Rgba = 6;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Predict_PngFilesOfAnySize_AreReadInColour()
    {
        string[] files = [.. ColorFolders.Classes.Select((name, label) => Png(name, ColorFolders.Image(label, 40, seed: 77)))];

        JsonElement[] predictions = [.. Of(["predict", "colors/1", .. files, "--format", "json"]).Json().EnumerateArray()];

        Assert.Equal(ColorFolders.Classes, predictions.Select(p => p.GetProperty("prediction").GetString()));
    }

    [Fact]
    public void Predict_WidePicture_IsCutOffOrKeptWhole()
    {
        // Meadow in the middle; what is beside it would be read otherwise.
        int[] meadow = [60, 150, 40], fire = [250, 40, 0];
        string wide = Png("wide", PngBytes.Image(72, 12, 8, Rgb, false, (x, y, c) => (x is >= 30 and < 42 ? meadow : fire)[c]));
        string square = Png("square", PngBytes.Image(12, 12, 8, Rgb, false, (_, _, c) => meadow[c]));

        JsonElement[] predictions = [.. Of("predict", "colors/1", wide, square, "--format", "json").Json().EnumerateArray()];
        JsonElement whole = Of("predict", "colors/1", wide, "--whole", "--format", "json").Json()[0];

        Assert.Equal(Probability(predictions[1]), Probability(predictions[0]));
        Assert.NotEqual(Probability(predictions[0]), Probability(whole));
    }

    [Fact]
    public void Predict_GreyOrTransparentPng_IsReadToo()
    {
        string grey = Png("grey", PngBytes.Image(12, 12, 8, Grey, false, (x, y, _) => (x * y) + 50));
        string equal = Png("equal", PngBytes.Image(12, 12, 8, Rgb, false, (x, y, _) => (x * y) + 50));
        string clear = Png("clear", PngBytes.Image(12, 12, 8, Rgba, false, (x, y, c) => c == 3 ? (y < 6 ? 255 : 0) : 200));
        string black = Png("black", PngBytes.Image(12, 12, 8, Rgb, false, (x, y, c) => y < 6 ? 200 : 0));

        double[] probabilities = [.. Of("predict", "colors/1", grey, equal, clear, black, "--format", "json").Json()
            .EnumerateArray().Select(Probability)];

        Assert.Equal(probabilities[1], probabilities[0]);
        Assert.Equal(probabilities[3], probabilities[2]);
    }

    [Fact]
    public void Predict_RowsOfPixels_AreRefusedInASentence()
    {
        string rows = _folder.Write("rows.csv", string.Join(',', Enumerable.Repeat(1, 12 * 12 * 3)));

        CommandRun run = Of("predict", "colors/1", rows);

        Assert.Equal(
            (ExitCode.WrongInput, $"error: {rows} is no PNG, JPEG, WebP, GIF, BMP, ICO or WBMP file; the model reads colour "
                + "images, which predict takes as such files only: one for each image."),
            (run.ExitCode, run.MessageLines[0]));
    }

    [Fact]
    public void Predict_ForPeople_ShowsThePicture()
    {
        string file = Png("half", PngBytes.Image(12, 12, 8, Rgb, false, (_, y, _) => y < 6 ? 255 : 60));

        CommandRun run = Of("predict", "colors/1", file);

        string[] expected = [.. Enumerable.Repeat("  ████████████", 3), .. Enumerable.Repeat("  ░░░░░░░░░░░░", 3)];
        Assert.Equal(expected, run.OutputLines[1..7]);
    }

    [Fact]
    public void Evaluate_ColourNetworks_AreMeasuredOnTransformedCopiesAndTogether()
    {
        JsonElement recorded = Of(
            "trials", "colors", "--format", "json", "--columns", "trial,test_accuracy", "--where", "trial = 1").Json()[0];

        string[][] rows = [.. Of("evaluate", "colors/1", "--shift-down", "4", "--noise", "0.3", "--format",
            "csv").OutputLines.Skip(1).Select(l => l.Split(','))];
        JsonElement[] ensemble = [.. Of("evaluate", "colors", "--ensemble", "--format", "json").Json().EnumerateArray()];

        Assert.Equal(["none", "shift_down", "noise"], rows.Select(r => r[0]));
        Assert.Equal(3, rows.Select(r => r[3]).Distinct().Count());
        Assert.Equal("all 2 together", ensemble[2].GetProperty("model").GetString());
        Assert.Equal(
            recorded.GetProperty("test_accuracy").GetDouble(),
            ensemble.Single(r => r.GetProperty("model").GetString() == "colors/1").GetProperty("test_accuracy").GetDouble());
    }

    public void Dispose() => _folder.Dispose();

    private static double Probability(JsonElement prediction) => prediction.GetProperty("probability_sea").GetDouble();

    private string Png(string name, byte[] content)
    {
        string path = Path.Combine(_folder.Root, name + ".png");
        File.WriteAllBytes(path, content);
        return path;
    }

    private CommandRun Of(params string[] arguments) =>
        CommandRun.Of([.. arguments, "--results", trained.Results, .. arguments[0] == "evaluate" ? ["--data", trained.Root]
            : Array.Empty<string>()]);

    /// <summary>A results folder with a convolutional and a dense network, trained on little landscapes.</summary>
    public sealed class Trained : IDisposable
    {
        private const string Experiment =
            """
            name: colors
            dataset: {name: images, train: landscapes, test: 30, channels: 3}
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {architecture: ["6c5-p2-16", "16"], activation: relu, learning_rate: 0.05, batch_size: 8, epochs: 8}
            seed: 7
            """;

        private readonly TemporaryFolder _folder = new();

        public Trained()
        {
            ColorFolders.Write(Path.Combine(Root, "landscapes"), count: 50);
            CommandRun run = CommandRun.Of(
                "run", _folder.Write("colors.yaml", Experiment), "--results", Results, "--data", Root);
            Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
        }

        public string Root => _folder.Root;

        public string Results => _folder.Results;

        public void Dispose() => _folder.Dispose();
    }
}
