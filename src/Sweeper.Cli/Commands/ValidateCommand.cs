using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Training;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>validate</c>: all errors of experiment files, or what they amount to.</summary>
internal sealed class ValidateCommand : SweeperCommand
{
    private static readonly string[] Columns = ["file", "is_valid", "name", "trials", "repeats", "folds", "metric", "goal", "swept", "estimated_seconds"];

    private readonly CommandContext _context;
    private readonly Argument<string[]> _files = new("FILE") { Description = "Experiment files.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<bool> _estimate = new("--estimate")
    {
        Description = "Time a few steps of the smallest and the largest trial, and say how long a run may take.",
    };

    private readonly Option<string[]> _set = SharedOptions.Set();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public ValidateCommand(CommandContext context)
        : base("validate", "Check experiment files: all errors at once, or how many trials they have.", "sweeper validate experiments/*.yaml")
    {
        _context = context;
        Add(_files);
        Add(_set);
        Add(_estimate);
        Add(_data);
        Add(_format);
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        int exitCode = ExitCode.Done;
        TableFormat format = arguments.GetValue(_format);
        List<object?[]> rows = [];
        foreach (string file in arguments.GetValue(_files)!)
        {
            ExperimentLoadResult? result = Load(file, arguments.GetValue(_set));
            if (result is not { IsValid: true })
            {
                exitCode = ExitCode.WrongInput;
                rows.Add([file, false, .. new object?[Columns.Length - 2]]);
                continue;
            }

            SweepPlan plan = SweepPlanner.Plan(result.Experiment);
            DurationEstimate? estimate = null;
            if (format == TableFormat.Table)
                Describe(result.Experiment, plan);
            if (arguments.GetValue(_estimate))
                estimate = await EstimateAsync(result.Experiment, plan, arguments.GetValue(_data)!, cancellationToken).ConfigureAwait(false);
            if (format == TableFormat.Table && estimate is not null)
                Describe(estimate);
            rows.Add(Row(file, plan, estimate));
        }

        if (format != TableFormat.Table)
            TableWriter.Write(new ResultTable([.. Columns.Select(c => new TableColumn(c))], rows), format, _context.Output);
        return exitCode;
    }

    /// <summary>Reads a file and says what is wrong with it; null when it cannot be read, which is no reason to pass over the others.</summary>
    private ExperimentLoadResult? Load(string file, string[]? settings)
    {
        try
        {
            ExperimentLoadResult result = ExperimentLoader.LoadFile(file, settings);
            ExperimentMessages.Write(result, _context);
            return result;
        }
        catch (SweeperException e) when (e.Kind == FailureKind.Input)
        {
            _context.Messages.Profile.Out.Writer.WriteLine($"error: {TerminalText.OneLine(e.Message)}");
            return null;
        }
    }

    private static object?[] Row(string file, SweepPlan plan, DurationEstimate? estimate) =>
    [
        file, true, plan.Name, plan.Trials.Length, plan.Trials.Max(t => t.Repeat), plan.Trials.Max(t => t.Fold), plan.Objective.Metric, plan.Objective.Goal.Name(),
        string.Join(", ", plan.Space.Swept.Select(h => h.Name)), estimate?.Total.TotalSeconds,
    ];

    private async Task<DurationEstimate> EstimateAsync(Experiment experiment, SweepPlan plan, string folder, CancellationToken cancellationToken)
    {
        var progress = new MessageProgress(_context.Messages.Profile.Out.Writer);
        TrainingData data = await TrainingData
            .LoadAsync(DurationEstimate.Shorten(experiment, plan), folder, progress, cancellationToken).ConfigureAwait(false);
        int parallel = experiment.Parallel ?? Environment.ProcessorCount;
        return DurationEstimate.Measure(experiment, plan, data, _context.Time, parallel);
    }

    private void Describe(DurationEstimate estimate)
    {
        TextWriter output = _context.Output.Profile.Out.Writer;
        output.WriteLine($"  about {Show(estimate.Total)} in all: {Show(estimate.Smallest)} for the smallest trial, {Show(estimate.Largest)} for the largest");
        foreach (string assumption in estimate.Assumptions)
            output.WriteLine($"  assuming {assumption}");
    }

    private static string Show(TimeSpan duration) => Durations.Format(duration.TotalSeconds);

    private void Describe(Experiment experiment, SweepPlan plan)
    {
        TextWriter output = _context.Output.Profile.Out.Writer;
        string trials = plan.Trials.Length == 1 ? "1 trial" : string.Create(CultureInfo.InvariantCulture, $"{plan.Trials.Length:N0} trials");
        output.WriteLine($"{plan.ExperimentFile}: {plan.Name}, {trials}, {plan.Objective}");
        foreach (Hyperparameter hyperparameter in plan.Space.Swept)
            output.WriteLine($"  {hyperparameter.Name}: {ValueText.OfCandidates(new ListValue(hyperparameter.Values))}");
        int repeats = plan.Trials.Max(t => t.Repeat);
        if (plan.Pruner is not null)
            output.WriteLine($"  {plan.Pruner.Description}");
        if (repeats > 1)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  each with {repeats} seeds"));
        if (experiment.Dataset.Folds is int folds)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  each trained {folds} times, with another fold of the training set held out"));
        foreach (string remark in PlanRemarks.Of(experiment, plan))
            output.WriteLine($"  {remark}");
    }
}
