using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands.Runs;

/// <summary><c>stop</c>: asks a running sweep or trial to stop.</summary>
internal sealed class StopCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string> _what = new("SWEEP[/TRIAL]")
    {
        Description = "A running sweep, or one of its running trials, such as quickstart/7.",
    };

    private readonly Option<bool> _prune = new("--prune")
    {
        Description = "End the trial as a pruned one: what it has is its result, and no later run carries on with it.",
    };

    private readonly Option<string> _results = SharedOptions.Results();

    public StopCommand(CommandContext context)
        : base(
            "stop",
            "Ask a running sweep or trial to stop; the same run command carries on with it.",
            "sweeper stop quickstart/7")
    {
        _context = context;
        Add(_what);
        Add(_prune);
        Add(_results);
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellation)
    {
        SweepRequest request = Read(
            arguments.GetValue(_what)!, arguments.GetValue(_prune) ? RequestKind.Prune : RequestKind.Stop, _context.Time.GetUtcNow());
        RequestAnswer answer = await new SweepRequests(arguments.GetValue(_results)!, _context.Time).AskAsync(
            request, cancellation)
            .ConfigureAwait(false);
        if (!answer.IsGranted)
            throw new SweeperException(answer.Text, FailureKind.Input);
        _context.Output.Profile.Out.Writer.WriteLine($"{request}: {answer.Text}.");
        return ExitCode.Done;
    }

    // Nothing is looked up: on another machine than that of the run, the database is not to be opened.
    private static SweepRequest Read(string text, RequestKind kind, DateTimeOffset now)
    {
        int slash = text.LastIndexOf('/');
        string[] parts = (slash < 0 ? text : text[..slash]).Split('#', 2);
        return new SweepRequest
        {
            Kind = kind,
            Sweep = parts[0],
            Number = parts.Length == 2 ? Number(parts[1], text) : null,
            Trial = slash < 0 ? null : Number(text[(slash + 1)..], text),
            AskedBy = SweepRequests.Asker,
            AskedAt = now,
        };
    }

    private static int Number(string found, string text) =>
        int.TryParse(found, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1
            ? number
            : throw new SweeperException(
                $"'{text}' names no sweep or trial; write a sweep, or a sweep and the number of a trial such as "
                + $"quickstart/7", FailureKind.Input);
}
