using System.CommandLine;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Storage.Files;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands.Keeping;

/// <summary><c>rename</c>: gives a sweep, and its folder, another name.</summary>
internal sealed class RenameCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string> _sweep = SharedOptions.Sweep();
    private readonly Argument<string> _name =
        new("NAME") { Description = "Lower-case letters, digits and hyphens, at most 64." };

    private readonly Option<string> _results = SharedOptions.Results();

    public RenameCommand(CommandContext context)
        : base("rename", "Give a sweep another name.", "sweeper rename quickstart#2 wider-networks")
    {
        _context = context;
        Add(_sweep);
        Add(_name);
        Add(_results);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        string results = arguments.GetValue(_results)!, name = arguments.GetValue(_name)!;
        if (!SweepName.IsName(name))
            throw new SweeperException(
                $"'{name}' is no name; a name has lower-case letters, digits and hyphens, at most {SweepName.Longest}, "
                + $"and begins with a letter or digit",
                FailureKind.Input);
        using var store = StoredSweeps.Open(results, _context);
        SweepRecord sweep = StoredSweeps.Find(results, arguments.GetValue(_sweep)!);
        if (sweep.Reference.Name == name)
            throw new SweeperException($"'{sweep.Reference}' has that name already", FailureKind.Input);
        SweepReference renamed = store.Rename(sweep, name);
        _context.Output.WriteWrapped(
            $"{sweep.Reference} is {renamed} now; its folder is {new ResultsFolder(results).SweepFolder(renamed)}.");
        return ExitCode.Done;
    }
}
