using Spectre.Console;

namespace Sweeper.Testing;

/// <summary>Consoles without a terminal, for reading back what was written.</summary>
public static class PlainConsole
{
    /// <param name="writer">Gets everything.</param>
    /// <param name="width">Columns before a line wraps.</param>
    public static IAnsiConsole Create(TextWriter writer, int width = 400)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = width;
        return console;
    }

    /// <summary>The lines that <paramref name="write"/> prints, without blanks at their ends and without empty ones.</summary>
    public static string[] Lines(Action<IAnsiConsole> write, int width = 400)
    {
        using var writer = new StringWriter();
        write(Create(writer, width));
        return [.. writer.ToString().Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0)];
    }
}
