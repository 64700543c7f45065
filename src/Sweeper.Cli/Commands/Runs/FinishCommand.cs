using System.CommandLine;
using Sweeper.Cli.Running;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Commands.Runs;

/// <summary><c>finish</c>: trains a trial that a pruner stopped, or that was interrupted, to its end.</summary>
internal sealed class FinishCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string> _what = new("SWEEP/TRIAL")
    {
        Description = "A trial that was pruned or interrupted, such as random-search/7. "
            + "A sweep alone stands for its best trial.",
    };

    private readonly Option<bool> _noReport = new("--no-report") { Description = "Write no report at the end." };
    private readonly Option<bool> _noEvaluate = SharedOptions.NoEvaluate();
    private readonly Option<bool> _plain = SharedOptions.Plain();
    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<string> _data = SharedOptions.Data();

    public FinishCommand(CommandContext context)
        : base("finish", "Train a pruned or interrupted trial to its end, from where it stopped or anew.",
            "sweeper finish random-search/7")
    {
        _context = context;
        Add(_what);
        Add(_noReport);
        Add(_noEvaluate);
        Add(_plain);
        Add(_results);
        Add(_data);
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string results = arguments.GetValue(_results)!;
        (SweepRecord sweep, TrialRecord trial) = Find(results, arguments.GetValue(_what)!);
        var options = new RunOptions
        {
            Results = results,
            Data = arguments.GetValue(_data)!,
            Parallel = 1,
            Fresh = false,
            Plain = arguments.GetValue(_plain),
            MeasureBest = !arguments.GetValue(_noEvaluate),
            WriteReport = !arguments.GetValue(_noReport),
            Arguments = [.. arguments.Tokens.Select(t => t.Value)],
        };
        return await new TrialFinish(sweep, trial, options, _context).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private static (SweepRecord Sweep, TrialRecord Trial) Find(string results, string text)
    {
        using var reader = SqliteSweepReader.Open(results);
        (SweepRecord sweep, TrialDetails trial) = SweepLookup.FindTrialOrBest(reader, text);
        return trial.Selected.Trial.State is TrialState.Pruned or TrialState.Interrupted
            ? (sweep, trial.Selected.Trial)
            : throw new SweeperException(
                FormattableString.Invariant(
                    $"'{sweep.Reference}/{trial.Selected.Trial.Number}' {Obstacle(trial.Selected.Trial)}; ")
                + "finish takes a trial that was pruned or interrupted",
                FailureKind.Input);
    }

    private static string Obstacle(TrialRecord trial) => trial.State switch
    {
        TrialState.Completed => $"has its end already: {trial.Reason}",
        TrialState.Waiting => "has not begun; run trains it",
        TrialState.Failed => "failed; run tries it again",
        _ => $"is {trial.State.Name()}",
    };
}
