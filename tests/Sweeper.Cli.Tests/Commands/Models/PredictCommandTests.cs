using System.Globalization;
using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands.Models;

[Collection(SharedTinySweep.Name)]
public sealed class PredictCommandTests(TinySweep sweep) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Predict_CsvRows_GivesEveryProbability()
    {
        string rows = _folder.Write("rows.csv", $"{Row(10)}\n{Row(200)}\n");

        JsonElement[] predictions = [.. Predict("tiny/4", rows, "--format", "json").Json().EnumerateArray()];

        Assert.Equal([1, 2], predictions.Select(p => p.GetProperty("row").GetInt32()));
        Assert.All(predictions, p =>
        {
            double[] probabilities = [.. Enumerable.Range(0, 10).Select(c => p.GetProperty($"probability_{c}").GetDouble())];
            Assert.Equal(1, probabilities.Sum(), 5);
            Assert.Equal(probabilities.Max(), p.GetProperty("probability").GetDouble());
            Assert.Equal(Array.IndexOf(probabilities, probabilities.Max()).ToString(CultureInfo.InvariantCulture),
                p.GetProperty("prediction").GetString());
            Assert.True(p.GetProperty("second_probability").GetDouble() >= p.GetProperty("third_probability").GetDouble());
        });
    }

    [Fact]
    public void Predict_ForPeople_ShowsThePictureWithoutEscapeCodes()
    {
        CommandRun run = Predict("tiny", _folder.Write("one.csv", Row(255)));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("one.csv: ", run.OutputLines[0], StringComparison.Ordinal);
        Assert.Equal(14, run.OutputLines.Count(l => l.TrimStart().StartsWith('▐')
            || l.Contains("██████", StringComparison.Ordinal) && !l.Contains('%', StringComparison.Ordinal)));
        Assert.Equal(3, run.OutputLines.Count(l => l.Contains('%', StringComparison.Ordinal)));
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void Predict_TheSameDigitInEveryKindOfPng_IsTheSamePrediction()
    {
        const int Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6;
        byte[] colors = [.. Enumerable.Range(0, 2).SelectMany(i => new[] { (byte)(i * 255), (byte)(i * 255), (byte)(i * 255) })];
        string[] files =
        [
            Png("light", PngBytes.Image(90, 60, 8, Grey, false, (x, y, _) => Ink(x, y) * 255)),
            Png("dark", PngBytes.Image(90, 60, 8, Grey, false, (x, y, _) => 255 - (Ink(x, y) * 255))),
            Png("bit", PngBytes.Image(90, 60, 1, Grey, true, (x, y, _) => Ink(x, y))),
            Png("deep", PngBytes.Image(90, 60, 16, Grey, false, (x, y, _) => Ink(x, y) * 65535)),
            Png("rgb", PngBytes.Image(90, 60, 8, Rgb, true, (x, y, _) => Ink(x, y) * 255)),
            Png("palette", PngBytes.Image(90, 60, 4, Palette, false, (x, y, _) => Ink(x, y), PngBytes.Chunk("PLTE", colors))),
            Png("greyalpha", PngBytes.Image(90, 60, 8, GreyAlpha, false, (x, y, c) => c == 0 ? 0 : Ink(x, y) * 255)),
            Png("rgba", PngBytes.Image(90, 60, 16, Rgba, true, (x, y, c) => c < 3 ? 0 : Ink(x, y) * 65535)),
            Png("large", PngBytes.Image(270, 180, 8, Grey, false, (x, y, _) => Ink(x / 3, y / 3) * 255)),
        ];

        string[] rows = [.. Predict(["tiny/4", .. files, "--format", "csv"]).OutputLines.Skip(1)];

        Assert.Equal(files, rows.Select(r => r.Split(',')[0]));
        Assert.Single(rows.Select(r => r[r.IndexOf(',', StringComparison.Ordinal)..]).Distinct());
    }

    [Fact]
    public void Predict_WrongFiles_SaysWhatCanBeRead()
    {
        string jpeg = Path.Combine(_folder.Root, "photo.jpg"), other = Path.Combine(_folder.Root, "other.bin");
        File.WriteAllBytes(jpeg, [0xff, 0xd8, 0xff, 0xe0]);
        File.WriteAllBytes(other, [0, 1, 2]);

        Assert.Equal($"error: {jpeg} cannot be used: it is damaged: it begins as JPEG files do and does not go on so.",
            Predict("tiny", jpeg).MessageLines[0]);
        Assert.Equal($"error: {other} is no image that can be read; give PNG, JPEG, WebP, GIF, BMP, ICO or WBMP files, or IDX "
            + "or CSV files.", Predict("tiny", other).MessageLines[0]);
        Assert.Contains(
            "cannot be read", Predict("tiny", Path.Combine(_folder.Root, "none.png")).MessageLines[0], StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongInput, Predict("tiny", other).ExitCode);
    }

    [Fact]
    public void Predict_Folder_TakesEveryPictureInIt()
    {
        byte[] png = PngBytes.Image(90, 60, 8, 0, false, (x, y, _) => Ink(x, y) * 255);
        foreach (string file in new[] { "b.png", "a/c.PNG", "._b.png", "__MACOSX/b.png", "Thumbs.db", "notes.txt" })
        {
            string path = Path.Combine(_folder.Root, "pictures", file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, png);
        }

        string folder = Path.Combine(_folder.Root, "pictures"), empty = Path.Combine(_folder.Root, "empty");
        Directory.CreateDirectory(empty);

        Assert.Equal(
            [Path.Combine(folder, "a", "c.PNG"), Path.Combine(folder, "b.png")],
            Predict("tiny", folder, "--format", "json").Json().EnumerateArray().Select(p => p.GetProperty("image").GetString()));
        CommandRun none = Predict("tiny", empty);
        Assert.Equal(ExitCode.WrongInput, none.ExitCode);
        Assert.Equal(
            $"error: {empty} is a folder without pictures; predict takes files, or folders with .png, .jpg, .jpeg, .webp, .gif, "
                + ".bmp, .ico, .wbmp files",
            Assert.Single(none.MessageLines));
    }

    public void Dispose() => _folder.Dispose();

    // A seven, off the middle.
    private static int Ink(int x, int y) =>
        (y is >= 8 and < 14 && x is >= 50 and < 80) || (y is >= 14 and < 48 && Math.Abs(x - (80 - (y / 2))) < 4) ? 1 : 0;

    private string Png(string name, byte[] content)
    {
        string path = Path.Combine(_folder.Root, name + ".png");
        File.WriteAllBytes(path, content);
        return path;
    }

    // All pixels alike.
    private static string Row(int pixel) => string.Join(',', Enumerable.Repeat(pixel, 784));

    private CommandRun Predict(params string[] arguments) =>
        CommandRun.Of(["predict", .. arguments, "--results", sweep.Results]);
}
