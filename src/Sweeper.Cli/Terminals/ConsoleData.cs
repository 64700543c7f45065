using Spectre.Console;

namespace Sweeper.Cli.Terminals;

/// <summary>Where data for other programs goes.</summary>
internal static class ConsoleData
{
    /// <summary>As <see cref="GuardedConsole.Data"/>.</summary>
    public static TextWriter DataWriter(this IAnsiConsole console) => (console as GuardedConsole)?.Data ?? console.Profile.Out.Writer;
}
