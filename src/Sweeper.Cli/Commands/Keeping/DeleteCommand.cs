using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Running;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Storage.Files;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands.Keeping;

/// <summary><c>delete</c>: forgets a sweep and removes its folder.</summary>
internal sealed class DeleteCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string> _sweep = SharedOptions.Sweep();
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask." };
    private readonly Option<string> _results = SharedOptions.Results();

    public DeleteCommand(CommandContext context)
        : base("delete", "Delete a sweep with its trials, models and report.", "sweeper delete quickstart#2 --yes")
    {
        _context = context;
        Add(_sweep);
        Add(_yes);
        Add(_results);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        string results = arguments.GetValue(_results)!;
        using var store = StoredSweeps.Open(results, _context);
        SweepRecord sweep = StoredSweeps.Find(results, arguments.GetValue(_sweep)!);
        string folder = new ResultsFolder(results).SweepFolder(sweep.Reference);
        long bytes = SizeOf(folder);
        string what = $"{sweep.Reference} with {RunConclusion.Trials(sweep.RecordedCount)} and the folder {folder} "
            + $"({Size(bytes)})";
        if (!arguments.GetValue(_yes) && !IsConfirmed(what))
        {
            _context.Messages.Profile.Out.Writer.WriteLine("Nothing was deleted.");
            return ExitCode.Done;
        }

        store.Delete(sweep);
        _context.Output.WriteWrapped($"Deleted {what}.");
        return ExitCode.Done;
    }

    private bool IsConfirmed(string what)
    {
        if (!_context.CanDraw || Console.IsInputRedirected)
            throw new SweeperException(
                $"delete asks before it removes {what}, and here nobody can answer; --yes does", FailureKind.Input);
        _context.Messages.Profile.Out.Writer.Write($"Delete {what}? It cannot be brought back. [y/N] ");
        return Console.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    private static long SizeOf(string folder) => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length)
        : 0;

    private static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000.0:0.#} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB");
}
