using System.Globalization;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

public sealed class ColorImagesTests : IDisposable
{
    private const string Experiment =
        """
        name: flags
        dataset: {name: images, train: flags, test: 0.25, channels: 3, validation: 8}
        parameters:
          {architecture: "8", learning_rate: 0.1, batch_size: 8, epochs: 20, augmentation: [none, {shift: 1, flip: 0.5}]}
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_ImagesThatDifferOnlyInColour_TellsThemApart()
    {
        // A red and a green of the same grey: 0.299 · 200 ≈ 0.587 · 102.
        Write("red", [200, 0, 0]);
        Write("green", [0, 102, 0]);

        CommandRun run = CommandRun.Of(
            "run", _folder.Write("flags.yaml", Experiment), "--data", _folder.Root, "--results", _folder.Results);

        Assert.Equal((ExitCode.Done, "flags: 2 trials"), (run.ExitCode, run.MessageLines[0][..15]));
        string facts = CommandRun.Of("show", "flags", "--results", _folder.Results).Output;
        Assert.Contains("images: flags, in colour, 0.25 of it held out for testing, seed 42", facts, StringComparison.Ordinal);
        Assert.Contains("60 train, 20 test, of 6×5 pixels in 3 channels in 2 classes", facts, StringComparison.Ordinal);
        CommandRun evaluated = CommandRun.Of(
            "evaluate", "flags/2", "--rotate", "90", "--noise", "0.1", "--format", "csv", "--data", _folder.Root, "--results",
            _folder.Results);
        Assert.Equal(ExitCode.Done, evaluated.ExitCode);
        Assert.Contains("\nrotate,90,1,", evaluated.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    // Forty pictures of one colour, each a little darker than the one before.
    private void Write(string name, int[] color)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder.Root, "flags", name)).FullName;
        for (int i = 0; i < 40; i++)
        {
            byte[] png = PngBytes.Image(6, 5, 8, 2, false, (_, _, channel) => color[channel] * (100 - i) / 100);
            File.WriteAllBytes(Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture) + ".png"), png);
        }
    }
}
