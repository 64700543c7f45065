using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Sweeper.Cli.Running;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments;
using Sweeper.Experiments.Recorded;
using Sweeper.Reporting.Formatting;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>suggest</c>: what to try next in a sweep, and what to expect of it.</summary>
internal sealed class SuggestCommand : SweeperCommand
{
    private const int DefaultCount = 5;

    private readonly CommandContext _context;
    private readonly Argument<string> _sweep = SharedOptions.Sweep();
    private readonly Option<int?> _count = SharedOptions.Count("--count", "So many cells. Default: 5.");
    private readonly Option<bool> _asYaml = new("--as-yaml")
    {
        Description = "Print the experiment that goes on around the best trial instead.",
    };

    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public SuggestCommand(CommandContext context)
        : base(
            "suggest", "Say what to try next in a sweep, and what to expect of it.", "sweeper suggest random-search --count 3")
    {
        _context = context;
        Add(_sweep);
        Add(_count);
        Add(_asYaml);
        Add(_results);
        Add(_format);
        Validators.Add(Check);
        SetAction(Execute);
    }

    private void Check(CommandResult result)
    {
        foreach (Option option in new Option[] { _count, _format })
        {
            if (result.GetValue(_asYaml) && result.GetResult(option) is { Implicit: false })
                result.AddError($"{option.Name} does not go with --as-yaml, which prints an experiment; leave one of them out.");
        }
    }

    private int Execute(ParseResult arguments)
    {
        using var reader = SqliteSweepReader.Open(arguments.GetValue(_results)!);
        SweepRecord sweep = SweepLookup.Find(reader, arguments.GetValue(_sweep)!);
        Experiment experiment = EarlierSweeps.Resolve(RecordedExperiment.Of(sweep, TrialKinds.Loader), reader, sweep);
        ImmutableArray<TrialRecord> trials = reader.ReadTrials(sweep);
        var next = new NextCells(sweep, experiment, trials);
        if (arguments.GetValue(_asYaml))
        {
            _context.Output.DataWriter().Write(AsYaml(sweep, experiment, trials, next));
            return ExitCode.Done;
        }

        ImmutableArray<ExpectedCell> cells = next.Propose(arguments.GetValue(_count) ?? DefaultCount);
        ResultTable table = Table(sweep, experiment.Space, new MetricFormats(trials, []), cells);
        TableWriter.Write(table, arguments.GetValue(_format), _context.Output);
        return ExitCode.Done;
    }

    private static string AsYaml(SweepRecord sweep, Experiment experiment, ImmutableArray<TrialRecord> trials, NextCells next)
    {
        TrialRecord best = trials.FirstOrDefault(t => t.Number == sweep.BestTrial)
            ?? throw new SweeperException($"'{sweep.Reference}' has no best trial yet; let one end", FailureKind.Input);
        return NarrowedExperiment.WriteUntried(experiment, sweep.Reference, best, () => next.HasUntried, TrialKinds.Loader);
    }

    private static ResultTable Table(SweepRecord sweep, SearchSpace space, MetricFormats formats,
        ImmutableArray<ExpectedCell> cells)
    {
        string metric = sweep.Objective.Metric;
        double? best = sweep.BestCell?.Mean ?? sweep.BestObjective;
        Hyperparameter[] swept = [.. space.Swept];
        object?[][] rows =
        [
            .. cells.Select(c => (object?[])
                [.. swept.Select(h => FieldValue.Plain(c.Values.Find(h.Name))), .. Expected(c.Expected)]),
        ];
        string[] expected = ["expected_mean", "expected_lower", "expected_upper"];
        return new ResultTable(
            [
                .. swept.Select(h => new TableColumn(h.Name)), .. expected.Select(n => TableColumn.OfMetric(n, Shown)),
                TableColumn.OfMetric("expected_gain", Gain),
            ],
            rows)
        {
            Note = $"The best has {metric} {formats.Format(metric, best)}, and a further trial is expected to gain "
                + $"{Gain(rows[0][^1]!)}. 95 % of trials are expected between lower and upper.",
        };

        string Shown(object value) => formats.Format(metric, (double)value);

        string Gain(object value) => formats.Difference(metric, (double)value);

        object?[] Expected(GpExpectation of)
        {
            var expected = ExpectedMetric.Of(of, sweep.Objective, formats, best);
            return [expected.Mean, expected.Lower, expected.Upper, expected.Gain];
        }
    }
}
