using System.CommandLine;
using System.Text.RegularExpressions;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands.Keeping;

/// <summary><c>note</c>: keeps a text and tags with a sweep, or shows them.</summary>
internal sealed partial class NoteCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string> _sweep = SharedOptions.Sweep();
    private readonly Argument<string?> _text = new("TEXT")
    {
        Description = "What to keep, in place of an earlier note. Without it and without tags, the note is shown.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _tag = Tags(
        "--tag", "Add a tag, by which list finds the sweep. Can be given several times.");
    private readonly Option<string[]> _untag = Tags("--untag", "Take a tag off. Can be given several times.");
    private readonly Option<bool> _clear = new("--clear") { Description = "Take the text off." };
    private readonly Option<string> _results = SharedOptions.Results();

    public NoteCommand(CommandContext context)
        : base(
            "note", "Keep a text and tags with a sweep, or show them.", "sweeper note quickstart \"first try\" --tag baseline")
    {
        _context = context;
        Add(_sweep);
        Add(_text);
        Add(_tag);
        Add(_untag);
        Add(_clear);
        Add(_results);
        SetAction(Execute);
    }

    private int Execute(ParseResult arguments)
    {
        string results = arguments.GetValue(_results)!;
        string? text = arguments.GetValue(_clear) ? "" : arguments.GetValue(_text);
        string[] added = arguments.GetValue(_tag)!, removed = arguments.GetValue(_untag)!;
        if (added.FirstOrDefault(t => !Tag().IsMatch(t)) is string wrong)
            throw new SweeperException(
                $"--tag is '{wrong}'; a tag has letters, digits and . _ - at most 64, such as baseline", FailureKind.Input);
        if (text is not null || added.Length + removed.Length > 0)
        {
            using var store = StoredSweeps.Open(results, _context);
            store.Note(StoredSweeps.Find(results, arguments.GetValue(_sweep)!), text, added, removed);
        }

        SweepRecord sweep = StoredSweeps.Find(results, arguments.GetValue(_sweep)!);
        string[] parts = [sweep.Note ?? "", sweep.Tags.IsEmpty ? "" : $"[{string.Join(", ", sweep.Tags)}]"];
        string kept = string.Join(" ", parts.Where(p => p.Length > 0));
        _context.Output.WriteWrapped($"{sweep.Reference}: {(kept.Length == 0 ? "nothing is noted" : kept)}");
        return ExitCode.Done;
    }

    private static Option<string[]> Tags(string name, string description) => new(name)
    {
        Description = description, HelpName = "TAG", Arity = ArgumentArity.OneOrMore, DefaultValueFactory = _ => [],
    };

    [GeneratedRegex(@"\A[\p{L}\p{N}._-]{1,64}\z")]
    private static partial Regex Tag();
}
