using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sweeper.Cli.Terminals;

/// <summary>
/// A console that nothing can end and nobody can give orders to: text that cannot be written is lost, and controls in the text
/// of lines and drawings are shown as pictures.
/// </summary>
internal sealed class GuardedConsole : IAnsiConsole
{
    private readonly IAnsiConsole _drawing;
    private readonly Func<string?> _failure;

    /// <param name="console">What is drawn goes there; it is changed for good.</param>
    public GuardedConsole(IAnsiConsole console)
    {
        _drawing = console;
        IAnsiConsoleOutput output = console.Profile.Out;
        var lasting = new LastingWriter(output.Writer);
        _failure = () => lasting.Failure;
        var lines = new HarmlessWriter(lasting);
        Data = output.IsTerminal ? lines : lasting;
        Profile = new Profile(new WriterOutput(output, lines), console.Profile.Capabilities, console.Profile.Encoding);
        if (!output.IsTerminal)
            (Profile.Width, Profile.Height) = (console.Profile.Width, console.Profile.Height);
        console.Profile.Out = new WriterOutput(output, lasting);
        console.Pipeline.Attach(new HarmlessRendering());
    }

    /// <summary>Why something was lost first; null when nothing was.</summary>
    public string? Failure => _failure();

    /// <summary>For JSON and CSV: to a file or another program every character goes as it is.</summary>
    public TextWriter Data { get; }

    /// <summary>Its writer is for lines of text.</summary>
    public Profile Profile { get; }

    public IAnsiConsoleCursor Cursor => _drawing.Cursor;

    public IAnsiConsoleInput Input => _drawing.Input;

    public IExclusivityMode ExclusivityMode => _drawing.ExclusivityMode;

    public RenderPipeline Pipeline => _drawing.Pipeline;

    public void Clear(bool home) => _drawing.Clear(home);

    public void Write(IRenderable renderable) => _drawing.Write(renderable);

    public void WriteAnsi(Action<AnsiWriter> action) => _drawing.WriteAnsi(action);

    private sealed class WriterOutput(IAnsiConsoleOutput output, TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => output.IsTerminal;

        public int Width => output.Width;

        public int Height => output.Height;

        public void SetEncoding(Encoding encoding) => output.SetEncoding(encoding);
    }

    private sealed class HarmlessRendering : IRenderHook
    {
        public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
            renderables.Select(r => new HarmlessRenderable(r));
    }

    private sealed class HarmlessRenderable(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(Harmless);

        private static Segment Harmless(Segment segment) => segment.IsControlCode || segment.IsLineBreak
            ? segment
            : new Segment(TerminalText.Harmless(segment.Text), segment.Style);
    }
}

/// <summary>Where data for other programs goes.</summary>
internal static class ConsoleData
{
    /// <summary>As <see cref="GuardedConsole.Data"/>.</summary>
    public static TextWriter DataWriter(this IAnsiConsole console) =>
        (console as GuardedConsole)?.Data ?? console.Profile.Out.Writer;
}
