using System.CommandLine;
using Sweeper.Cli.Running;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments.Reading;

namespace Sweeper.Cli.Commands.Runs;

/// <summary><c>run</c>: trains an experiment's trials, or those that an earlier run of the same experiment left.</summary>
internal sealed class RunCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string> _file = new("FILE") { Description = "The experiment file." };
    private readonly Option<int?> _parallel =
        SharedOptions.Count("--parallel", "Trials at once. Default: what the experiment says, else the machine's cores.");

    private readonly Option<int?> _count = SharedOptions.Count(
        "--count", "Train at most so many further trials now. Default: all that are left.");
    private readonly Option<string[]> _set = SharedOptions.Set();
    private readonly Option<bool> _fresh =
        new("--fresh") { Description = "Start a new sweep instead of carrying on with the last one." };
    private readonly Option<bool> _noReport = new("--no-report") { Description = "Write no report at the end." };
    private readonly Option<bool> _noEvaluate = SharedOptions.NoEvaluate();
    private readonly Option<bool> _plain = SharedOptions.Plain();

    private readonly Option<string?> _gpus = new("--gpus")
    {
        Description = "The graphics processors that programs may use, such as 0,1. Default: those of CUDA_VISIBLE_DEVICES, else "
            + "those that nvidia-smi lists.",
        HelpName = "LIST",
    };

    private readonly Option<string?> _on = new("--on")
    {
        Description = "Where trials train: slurm for the cluster that this machine submits to. Default: here.",
        HelpName = "slurm",
    };

    private readonly Option<bool> _detach =
        new("--detach")
        {
            Description = "With --on slurm: return when the trials are submitted; the same command follows them.",
        };

    private readonly Option<bool> _dashboard =
        new("--dashboard") { Description = "Show the sweep live in a browser; prints the address." };
    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<string> _data = SharedOptions.Data();

    public RunCommand(CommandContext context)
        : base(
            "run",
            "Run an experiment, or carry on where an earlier run of it stopped.",
            "sweeper run experiments/quickstart.yaml --parallel 2")
    {
        _context = context;
        Add(_file);
        Add(_parallel);
        Add(_count);
        Add(_set);
        Add(_fresh);
        Add(_noReport);
        Add(_noEvaluate);
        Add(_plain);
        Add(_gpus);
        Add(_on);
        Add(_detach);
        _on.AcceptOnlyFromAmong("slurm");
        Validators.Add(result =>
        {
            if (result.GetValue(_detach) && result.GetValue(_on) is null)
                result.AddError("--detach is for trials on a cluster; write --on slurm with it.");
        });
        Add(_dashboard);
        Add(_results);
        Add(_data);
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        ExperimentLoadResult loaded = TrialKinds.Loader.LoadFile(arguments.GetValue(_file)!, arguments.GetValue(_set));
        ExperimentMessages.Write(loaded, _context);
        if (!loaded.IsValid)
            return ExitCode.WrongInput;

        var options = new RunOptions
        {
            Results = arguments.GetValue(_results)!,
            Data = arguments.GetValue(_data)!,
            Parallel = arguments.GetValue(_parallel),
            Count = arguments.GetValue(_count),
            Gpus = arguments.GetValue(_gpus),
            IsOnSlurm = arguments.GetValue(_on) is not null,
            IsDetached = arguments.GetValue(_detach),
            Fresh = arguments.GetValue(_fresh),
            Plain = arguments.GetValue(_plain),
            MeasureBest = !arguments.GetValue(_noEvaluate),
            WriteReport = !arguments.GetValue(_noReport),
            Arguments = [.. arguments.Tokens.Select(t => t.Value)],
        };
        await using IAsyncDisposable? page = arguments.GetValue(_dashboard)
            ? await new LivePageStart(options.Results, _context.Time,
                _context.Messages.Profile.Out.Writer) { TakesAnyPort = true }
                .StartAsync(cancellationToken).ConfigureAwait(false)
            : null;
        return await new ExperimentExecution(loaded.Experiment, options, _context).RunAsync(cancellationToken)
            .ConfigureAwait(false);
    }
}
