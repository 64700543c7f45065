using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Running;
using Sweeper.Cli.Terminals;
using Sweeper.Clusters.Files;
using Sweeper.Clusters.Heads;
using Sweeper.Clusters.Slurm;
using Sweeper.Experiments;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands.Runs;

/// <summary><c>stop</c>: asks a running sweep or trial to stop.</summary>
internal sealed class StopCommand : SweeperCommand
{
    // Tasks that were cancelled and that Slurm has forgotten write nothing more.
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(15);

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
            arguments.GetValue(_what)!, arguments.GetValue(_prune) ? RequestKind.Prune : RequestKind.Stop,
            _context.Time.GetUtcNow());
        string results = arguments.GetValue(_results)!;
        var requests = new SweepRequests(results, _context.Time);
        RequestAnswer answer = await requests.AskAsync(request, cancellation).ConfigureAwait(false);
        if (!answer.IsGranted && request is { Kind: RequestKind.Stop, Trial: null } && HasTasks(request, results))
        {
            var run = new RecordedClusterRun(_context, results, arguments.Tokens.Select(t => t.Value));
            answer = await StopTasksAsync(run, requests, request).ConfigureAwait(false);
        }

        if (!answer.IsGranted)
            throw new SweeperException(answer.Text, FailureKind.Input);
        _context.Output.Profile.Out.Writer.WriteLine($"{request}: {answer.Text}.");
        return ExitCode.Done;
    }

    // Nobody runs it, but its tasks on a cluster go on.
    private static bool HasTasks(SweepRequest request, string results) => Directory.Exists(results)
        && Directory.GetDirectories(results, $"{request.Sweep}*")
            .Where(d => Path.GetFileName(d) is var name && (request.Number is int number
                ? name == new SweepReference(request.Sweep, number).FolderName
                : name == request.Sweep || name.StartsWith(request.Sweep + '.', StringComparison.Ordinal)))
            .Any(d => ClusterProgress.Of(ClusterFolder.Of(d)) is not null);

    // This process becomes the one that runs the sweep, so that the request is recorded, and what the tasks reported too.
    private static async Task<RequestAnswer> StopTasksAsync(RecordedClusterRun run, SweepRequests requests, SweepRequest request)
    {
        var cluster = SlurmCluster.Find();
        var options = new ClusterOptions
        {
            Settings = ClusterSettings.Default, Command = [], IsToStop = true, LossPatience = CancelPatience,
        };
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string name = request.Number is int number ? new SweepReference(request.Sweep, number).Exact : request.Sweep;
        Task stopping = Task.Run(() => run.Run(r => SweepLookup.Find(r, name), options, cluster, begun.SetResult));
        if (await Task.WhenAny(begun.Task, stopping).ConfigureAwait(false) == stopping)
        {
            await stopping.ConfigureAwait(false);
            return new RequestAnswer(true, "nothing of it is left to stop");
        }

        RequestAnswer answer = await requests.AskAsync(request, CancellationToken.None).ConfigureAwait(false);

        // Nobody heard it, and without having heard it the run would look after the tasks until they end.
        if (!answer.IsGranted && !stopping.IsCompleted)
            return answer;
        await stopping.ConfigureAwait(false);
        return answer with { Text = "its tasks on the cluster are cancelled, and what they reported is recorded" };
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
