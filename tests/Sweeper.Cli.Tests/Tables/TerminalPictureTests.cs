using Spectre.Console;
using Sweeper.Cli.Tables;

namespace Sweeper.Cli.Tests.Tables;

public sealed class TerminalPictureTests
{
    // Red above green, blue above white, black above black.
    private static readonly byte[] Colors = [255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 255, 255, 255, 0, 0, 0];

    [Fact]
    public void Draw_ColoursInATerminalWithColours_AreHalfBlocksInTheirColours()
    {
        string drawn = Draw(new TerminalPicture(3, 2, 3), Colors);

        Assert.Contains("38;2;255;0;0;48;2;0;255;0m▀", drawn, StringComparison.Ordinal);
        Assert.Contains("38;2;0;0;255;48;2;255;255;255m▀", drawn, StringComparison.Ordinal);
        Assert.Contains("38;2;0;0;0;48;2;0;0;0m▀", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_GreyInATerminalWithColours_IsHalfBlocksInItsShades() =>
        Assert.Contains("38;2;200;200;200;48;2;0;0;0m▀", Draw(new TerminalPicture(1, 1, 1), [200]), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "")]
    [InlineData(60, "░")]
    [InlineData(127, "▒")]
    [InlineData(190, "▓")]
    [InlineData(255, "█")]
    public void Draw_ColoursWithoutColours_AreAsDenseAsTheyAreBright(int brightness, string expected)
    {
        byte[] pixels = [.. Enumerable.Repeat((byte)brightness, 3)];

        Assert.Equal(expected, string.Concat(PlainConsole.Lines(c => new TerminalPicture(1, 1, 3).Draw(pixels, c))
            .Select(l => l.Trim())));
    }

    [Fact]
    public void Draw_GreyWithoutColours_ShowsInkInBothRowsOfALine() =>
        Assert.Equal(["  ▀▄█", "  ▀ ▀"],
            PlainConsole.Lines(c => new TerminalPicture(3, 3, 1).Draw([255, 0, 255, 0, 255, 255, 64, 63, 255], c)));

    private static string Draw(TerminalPicture picture, byte[] pixels)
    {
        using var writer = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
        });
        picture.Draw(pixels, console);
        return writer.ToString();
    }
}
