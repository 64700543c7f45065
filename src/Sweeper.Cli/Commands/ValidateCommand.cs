using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Running;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Prepared;
using Sweeper.Experiments.Reading;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>validate</c>: all errors of experiment files, or what they amount to.</summary>
internal sealed class ValidateCommand : SweeperCommand
{
    private static readonly string[] Columns =
        ["file", "is_valid", "name", "trials", "repeats", "folds", "metric", "goal", "swept", "estimated_seconds"];

    private readonly CommandContext _context;
    private readonly Argument<string[]> _files =
        new("FILE") { Description = "Experiment files.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<bool> _estimate = new("--estimate")
    {
        Description = "Time a few steps of the smallest and the largest trial, and say how long a run may take.",
    };

    private readonly Option<string[]> _set = SharedOptions.Set();
    private readonly Option<TableFormat> _format = SharedOptions.Format();

    public ValidateCommand(CommandContext context)
        : base(
            "validate",
            "Check experiment files: all errors at once, or how many trials they have.",
            "sweeper validate experiments/*.yaml")
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
        List<object?[]> rows = [];
        foreach (string file in arguments.GetValue(_files)!)
        {
            (object?[] row, int outcome) = await CheckAsync(file, arguments, cancellationToken).ConfigureAwait(false);
            rows.Add(row);
            exitCode = exitCode == ExitCode.WrongInput || outcome == ExitCode.Done ? exitCode : outcome;
        }

        TableFormat format = arguments.GetValue(_format);
        if (format != TableFormat.Table)
            TableWriter.Write(new ResultTable([.. Columns.Select(c => new TableColumn(c))], rows), format, _context.Output);
        return exitCode;
    }

    /// <summary>Checks one file. What is wrong with it is said at once, and is no reason to pass over the others.</summary>
    private async Task<(object?[] Row, int Outcome)> CheckAsync(
        string file, ParseResult arguments, CancellationToken cancellationToken)
    {
        SweepPlan? plan = null;
        try
        {
            ExperimentLoadResult result = TrialKinds.Loader.LoadFile(file, arguments.GetValue(_set));
            ExperimentMessages.Write(result, _context);
            if (!result.IsValid)
                return (Row(file), ExitCode.WrongInput);
            ExperimentMessages.WriteObstacle(result.Experiment, _context);
            plan = SweepPlanner.Plan(result.Experiment);
            bool isForPeople = arguments.GetValue(_format) == TableFormat.Table;
            if (isForPeople)
                Describe(result.Experiment, plan);
            if (!arguments.GetValue(_estimate))
                return (Row(file, plan, null), ExitCode.Done);
            var preparation = new PreparationContext(
                arguments.GetValue(_data)!, new MessageProgress(_context.Messages.Profile.Out.Writer), _context.Time);
            DurationEstimate estimate = await TrialKinds.PreparationOf(result.Experiment)
                .EstimateAsync(result.Experiment, plan, preparation, cancellationToken).ConfigureAwait(false);
            if (isForPeople)
                Describe(estimate);
            return (Row(file, plan, estimate), ExitCode.Done);
        }
        catch (SweeperException e)
        {
            _context.Messages.Profile.Out.Writer.WriteLine($"error: {TerminalText.OneLine(e.Message)}");
            return (plan is null ? Row(file) : Row(file, plan, null), ExitCode.Of(e.Kind));
        }
    }

    private static object?[] Row(string file) => [file, false, .. new object?[Columns.Length - 2]];

    private static object?[] Row(string file, SweepPlan plan, DurationEstimate? estimate) =>
    [
        file, true, plan.Name, plan.TrialCount, plan.Repeats, plan.Folds, plan.Objective.IsNone ? null : plan.Objective.Metric,
        plan.Objective.IsNone ? null : plan.Objective.Goal.Name(),
        string.Join(", ", plan.Space.Swept.Select(h => h.Name)), estimate?.Total.TotalSeconds,
    ];

    private void Describe(DurationEstimate estimate)
    {
        TextWriter output = _context.Output.Profile.Out.Writer;
        output.WriteLine(
            $"  about {Show(estimate.Total)} in all: {Show(estimate.Smallest)} for the smallest trial, "
            + $"{Show(estimate.Largest)} for the largest");
        foreach (string assumption in estimate.Assumptions)
            output.WriteLine($"  assuming {assumption}");
    }

    private static string Show(TimeSpan duration) => Durations.Format(duration.TotalSeconds);

    private void Describe(Experiment experiment, SweepPlan plan)
    {
        TextWriter output = _context.Output.Profile.Out.Writer;
        string atMost = plan.Growth is null ? "" : "at most ";
        string trials = plan.TrialCount switch
        {
            null when plan.Rounds is RepeatRule rounds =>
                string.Create(CultureInfo.InvariantCulture, $"{plan.Trials.Count:N0} to {rounds.AllTrials:N0} trials"),
            null => $"trials as {experiment.Method.Name} proposes them",
            1 => "1 trial",
            int count => string.Create(CultureInfo.InvariantCulture, $"{atMost}{count:N0} trials"),
        };
        output.WriteLine($"{plan.ExperimentFile}: {plan.Name}, {trials}, {plan.Objective}");
        foreach (Hyperparameter hyperparameter in plan.Space.Swept)
        {
            string values = hyperparameter.Distribution?.Description
                ?? ValueText.OfCandidates(new ListValue(hyperparameter.Values), hyperparameter.Further);
            output.WriteLine($"  {hyperparameter.Name}: {values}");
        }

        if (plan.Pruner is not null)
            output.WriteLine($"  {plan.Pruner.Describe(plan.LastEpoch)}");
        if (plan.Rounds is RepeatRule separated)
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  each with {separated.Least} seeds, and with up to {separated.Most} until the best stands apart"));
        else if (plan.Repeats > 1)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  each with {plan.Repeats} seeds"));
        if (experiment.Trial.Folds is int folds)
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  each trained {folds} times, with another fold of the training set held out"));
        foreach (string remark in PlanRemarks.Of(experiment, plan))
            output.WriteLine($"  {remark}");
    }
}
