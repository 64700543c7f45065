using System.Collections.Immutable;
using Spectre.Console;
using Sweeper.Datasets.Cifar;
using Sweeper.Datasets.Idx;
using Sweeper.Datasets.Published;

namespace Sweeper.Cli.Terminals;

/// <summary>What commands work with: where they print, and the clock.</summary>
/// <param name="Output">Standard output: what was asked for, and nothing else.</param>
/// <param name="Messages">Standard error: progress, messages and errors.</param>
/// <param name="Time">The clock.</param>
internal sealed record CommandContext(IAnsiConsole Output, IAnsiConsole Messages, TimeProvider Time)
{
    // Wide enough for any table: a reader of a file or a pipe has no edge to wrap at.
    private const int RedirectedWidth = 4096;
    private const int RedirectedHeight = 50;

    /// <summary>The datasets that can be fetched.</summary>
    public ImmutableArray<IDatasetSource> Datasets
    {
        get => field.IsDefault
            ? [MnistDataset.Source, FashionMnistDataset.Source, Cifar10Dataset.Source, Cifar100Dataset.Source]
            : field;
        init;
    }

    /// <summary>
    /// The console of this process. Redirected streams get no escape codes, and none gets colours when NO_COLOR is set.
    /// </summary>
    public static CommandContext ForProcess()
    {
        StandardStreams.Claim();
        // An empty one is as good as none (no-color.org), which the library does not know.
        if (!HasNoColor)
            Environment.SetEnvironmentVariable("NO_COLOR", null);
        return new CommandContext(
            Create(Console.Out, Console.IsOutputRedirected), Create(Console.Error, Console.IsErrorRedirected),
            TimeProvider.System);
    }

    /// <summary>Whether messages go to a terminal that can be drawn over.</summary>
    public bool CanDraw => Messages.Profile.Capabilities.Ansi && Messages.Profile.Capabilities.Interactive;

    private static bool HasNoColor => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected || HasNoColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            // Looking for build servers and terminals among the environment variables decides about escape codes alone.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = !isRedirected },
            EnvironmentVariables = isRedirected ? [] : null,
        });
        if (isRedirected)
        {
            // The height matters to nobody, but asking the terminal for it takes a while.
            console.Profile.Width = RedirectedWidth;
            console.Profile.Height = RedirectedHeight;
        }

        return console;
    }
}
