using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Running;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments;
using Sweeper.Experiments.Prepared;
using Sweeper.Experiments.Recorded;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>verify</c>: trains a trial again and says whether every metric and weight is bit-identical.</summary>
internal sealed class VerifyCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string> _what = new("SWEEP/TRIAL")
    {
        Description = "A trial that has ended, such as quickstart/7. A sweep alone stands for its best trial.",
    };

    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public VerifyCommand(CommandContext context)
        : base("verify", "Train a trial again and say whether every metric and weight is bit-identical.", "sweeper verify quickstart/7")
    {
        _context = context;
        Add(_what);
        Add(_results);
        Add(_data);
        Add(_format);
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var reader = SqliteSweepReader.Open(arguments.GetValue(_results)!);
        (SweepRecord sweep, TrialRecord trial) = Find(reader, arguments.GetValue(_what)!);
        Experiment experiment = RecordedExperiment.Of(sweep, TrialKinds.Loader);
        var preparation = new PreparationContext(
            arguments.GetValue(_data)!, new MessageProgress(_context.Messages.Profile.Out.Writer), _context.Time);
        TrialVerification verification = await TrialKinds.PreparationOf(experiment)
            .VerifyAsync(experiment, reader, sweep, trial, preparation, cancellationToken).ConfigureAwait(false);
        TableFormat format = arguments.GetValue(_format);
        if (format != TableFormat.Table || !verification.Differences.IsEmpty)
            TableWriter.Write(Differences(verification), format, _context.Output);
        TextWriter verdict = (format == TableFormat.Table ? _context.Output : _context.Messages).Profile.Out.Writer;
        verdict.WriteLine(Verdict($"{sweep.Reference}/{trial.Number}", verification));
        return verification.IsSame ? ExitCode.Done : ExitCode.TrialsFailed;
    }

    private static (SweepRecord Sweep, TrialRecord Trial) Find(SqliteSweepReader reader, string text)
    {
        (SweepRecord sweep, TrialDetails? trial) = SweepLookup.FindTrial(reader, text);
        trial ??= sweep.BestTrial is int best ? reader.FindTrial(sweep, best) : null;
        return trial is null
            ? throw new SweeperException($"'{sweep.Reference}' has no best trial yet; name one, such as {sweep.Reference}/1", FailureKind.Input)
            : (sweep, trial.Selected.Trial);
    }

    private static ResultTable Differences(TrialVerification verification) => new(
        [new("epoch"), new("metric"), new("recorded", Exact), new("again", Exact)],
        [.. verification.Differences.Select(d => new object?[] { d.Epoch, d.Metric, d.Recorded, d.Again })]);

    private static string Exact(object value) => ((double)value).ToString("R", CultureInfo.InvariantCulture);

    private static string Verdict(string name, TrialVerification verification)
    {
        string metrics = verification.Differences.IsEmpty
            ? string.Create(CultureInfo.InvariantCulture, $"all {verification.Compared} metrics are bit-identical")
            : string.Create(CultureInfo.InvariantCulture, $"{verification.Differences.Length} of {verification.Compared} metrics differ");
        string weights = verification.HasSameWeights switch
        {
            true => "and so is every weight",
            false => "and the weights differ",
            null => "and no weights were kept to compare",
        };
        string reason = verification.IsSame ? "" : " The same version of Sweeper on another kind of processor rounds differently; 'show' says where the trial was trained.";
        return $"{name}: {metrics}, {weights}.{reason}";
    }
}
