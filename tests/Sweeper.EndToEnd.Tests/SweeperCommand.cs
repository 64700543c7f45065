using System.Text;
using System.Text.Json;
using Sweeper.Cli;
using Sweeper.Cli.Terminals;

namespace Sweeper.EndToEnd.Tests;

/// <summary>
/// The command line in the process of the tests, for what needs no process of its own: each that starts spends seconds on
/// compiling itself. Not for sweeps of programs: their runner adopts what lost its parent and ends it, which here are the other
/// tests' shells and daemons.
/// </summary>
internal static class SweeperCommand
{
    // As wide as a file or a pipe.
    private const int Width = 4096;

    private static readonly string[] PathOptions = ["--results", "--data", "--output"];

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">
    /// What files and folders among its arguments are relative to, and where its results are. It is not the current folder,
    /// which all tests share.
    /// </param>
    /// <param name="arguments">What follows <c>sweeper</c>.</param>
    public static Task<FinishedCommand> RunAsync(string folder, params string[] arguments) =>
        RunAsync(folder, TimeProvider.System, arguments);

    /// <summary>Runs a command to its end by another clock.</summary>
    public static Task<FinishedCommand> RunAsync(string folder, TimeProvider time, string[] arguments) =>
        Task.Run(() => Run([.. Completed(folder, arguments)], time));

    /// <summary>Runs a command that prints a list, and gives its rows.</summary>
    public static async Task<JsonElement[]> RowsAsync(string folder, params string[] arguments) =>
        (await RunAsync(folder, [.. arguments, "--format", "json"])).With(exitCode: 0).Rows();

    private static FinishedCommand Run(string[] arguments, TimeProvider time)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var context = new CommandContext(
            PlainConsole.Create(output, Width), PlainConsole.Create(TextWriter.Synchronized(messages), Width), time);
        int exitCode = SweeperCommandLine.Run(arguments, context);
        return new FinishedCommand(exitCode, Encoding.UTF8.GetBytes(output.ToString()), messages.ToString());
    }

    private static IEnumerable<string> Completed(string folder, string[] arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            string path = Path.Combine(folder, arguments[i]);
            yield return File.Exists(path) || (i > 0 && PathOptions.Contains(arguments[i - 1])) ? path : arguments[i];
        }

        if (arguments is not ["validate", ..] && !arguments.Contains("--results"))
        {
            yield return "--results";
            yield return Path.Combine(folder, "results");
        }
    }
}
