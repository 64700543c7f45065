using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Machine;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Running;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments;
using Sweeper.Experiments.Prepared;
using Sweeper.Experiments.Recorded;
using Sweeper.Storage;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Commands.Runs;

/// <summary>
/// <c>verify</c>: trains a trial again and says whether every metric and weight is bit-identical; of a sweep whose sampler
/// learns, makes every proposal again and says whether it comes out the same.
/// </summary>
internal sealed class VerifyCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string> _what = new("SWEEP/TRIAL")
    {
        Description = "A trial that has ended, such as quickstart/7. A sweep alone stands for its best trial; where a sampler "
            + "learned, for all its proposals.",
    };

    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public VerifyCommand(CommandContext context)
        : base("verify", "Train a trial again and say whether every metric and weight is bit-identical.",
            "sweeper verify quickstart/7")
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
        TableFormat format = arguments.GetValue(_format);
        (SweepRecord sweep, TrialDetails? named) = SweepLookup.FindTrial(reader, arguments.GetValue(_what)!);
        Experiment experiment = EarlierSweeps.Resolve(RecordedExperiment.Of(sweep, TrialKinds.Loader), reader, sweep);
        if (named is null
            && RecordedGrowth.Replay(experiment, reader.ReadTrials(sweep)) is ImmutableArray<ReplayedProposal> proposals)
            return Judge(sweep, proposals, format);
        TrialDetails details = named ?? SweepLookup.FindTrialOrBest(reader, sweep.Reference.ToString()).Trial;
        TrialRecord trial = details.Selected.Trial;
        var preparation = new PreparationContext(
            arguments.GetValue(_data)!, new MessageProgress(_context.Messages.Profile.Out.Writer), _context.Time);
        TrialVerification verification = await TrialKinds.PreparationOf(experiment)
            .VerifyAsync(experiment, reader, sweep, trial, preparation, cancellationToken).ConfigureAwait(false);
        if (format != TableFormat.Table || !verification.Differences.IsEmpty)
            TableWriter.Write(Differences(verification), format, _context.Output);
        VerdictWriter(format).WriteLine(Verdict($"{sweep.Reference}/{trial.Number}", verification, details.Environment));
        return verification.IsSame ? ExitCode.Done : ExitCode.TrialsFailed;
    }

    private int Judge(SweepRecord sweep, ImmutableArray<ReplayedProposal> proposals, TableFormat format)
    {
        ReplayedProposal[] others = [.. proposals.Where(p => !p.IsSame)];
        var table = new ResultTable(
            [new("trial"), new("proposed_from"), new("recorded"), new("again")],
            [.. others.Select(p => new object?[]
            {
                p.Recorded.Number, p.Recorded.Proposal!.From, TrialText.Setting(p.Recorded.Values, sweep.Space),
                p.Again is Trial again ? TrialText.Setting(again.Values, sweep.Space) : null,
            })]);
        if (format != TableFormat.Table || others.Length > 0)
            TableWriter.Write(table, format, _context.Output);
        string verdict = others.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"all {proposals.Length} proposals come out the same")
            : string.Create(
                CultureInfo.InvariantCulture, $"{others.Length} of {proposals.Length} proposals come out differently");
        VerdictWriter(format).WriteLine($"{sweep.Reference}: {verdict}.");
        return others.Length == 0 ? ExitCode.Done : ExitCode.TrialsFailed;
    }

    private TextWriter VerdictWriter(TableFormat format) =>
        (format == TableFormat.Table ? _context.Output : _context.Messages).Profile.Out.Writer;

    private static ResultTable Differences(TrialVerification verification) => new(
        [new("epoch"), new("metric"), new("recorded", Exact), new("again", Exact)],
        [.. verification.Differences.Select(d => new object?[] { d.Epoch, d.Metric, d.Recorded, d.Again })]);

    private static string Exact(object value) => ((double)value).ToString("R", CultureInfo.InvariantCulture);

    private static string Verdict(string name, TrialVerification verification, SweepEnvironment? environment)
    {
        string metrics = verification.Differences.IsEmpty
            ? string.Create(CultureInfo.InvariantCulture, $"all {verification.Compared} metrics are bit-identical")
            : string.Create(
                CultureInfo.InvariantCulture, $"{verification.Differences.Length} of {verification.Compared} metrics differ");
        string weights = verification.HasSameWeights switch
        {
            true => "and so is every weight",
            false => "and the weights differ",
            null => "and no weights were kept to compare",
        };
        return $"{name}: {metrics}, {weights}.{(verification.IsSame ? "" : Reason(environment))}";
    }

    private static string Reason(SweepEnvironment? environment) =>
        environment is not null && MachineDescription.HasEarlierKernels(environment)
            ? " The trial was trained with an earlier version of the kernels, which rounds convolutions differently."
            : " The same version of Sweeper on another kind of processor rounds differently; 'show' says where the trial was "
                + "trained.";
}
