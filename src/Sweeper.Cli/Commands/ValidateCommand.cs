using System.CommandLine;
using System.Globalization;
using Sweeper.Cli.Progress;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Training;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Commands;

/// <summary><c>validate</c>: all errors of experiment files, or what they amount to.</summary>
internal sealed class ValidateCommand : SweeperCommand
{
    private readonly CommandContext _context;
    private readonly Argument<string[]> _files = new("FILE") { Description = "Experiment files.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string> _data = SharedOptions.Data();
    private readonly Option<bool> _estimate = new("--estimate")
    {
        Description = "Time a few steps of the smallest and the largest trial, and say how long a run may take.",
    };

    private readonly Option<string[]> _set = SharedOptions.Set();

    public ValidateCommand(CommandContext context)
        : base("validate", "Check experiment files: all errors at once, or how many trials they have.", "sweeper validate experiments/*.yaml")
    {
        _context = context;
        Add(_files);
        Add(_set);
        Add(_estimate);
        Add(_data);
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        int exitCode = ExitCode.Done;
        foreach (string file in arguments.GetValue(_files)!)
        {
            ExperimentLoadResult result = ExperimentLoader.LoadFile(file, arguments.GetValue(_set));
            ExperimentMessages.Write(result, _context);
            if (!result.IsValid)
            {
                exitCode = ExitCode.WrongInput;
                continue;
            }

            SweepPlan plan = SweepPlanner.Plan(result.Experiment);
            Describe(plan);
            if (arguments.GetValue(_estimate))
                await EstimateAsync(result.Experiment, plan, arguments.GetValue(_data)!, cancellationToken).ConfigureAwait(false);
        }

        return exitCode;
    }

    private async Task EstimateAsync(Experiment experiment, SweepPlan plan, string folder, CancellationToken cancellationToken)
    {
        var progress = new MessageProgress(_context.Messages.Profile.Out.Writer);
        TrainingData data = await TrainingData
            .LoadAsync(DurationEstimate.Shorten(experiment, plan), folder, progress, cancellationToken).ConfigureAwait(false);
        int parallel = experiment.Parallel ?? Environment.ProcessorCount;
        var estimate = DurationEstimate.Measure(experiment, plan, data, _context.Time, parallel);
        TextWriter output = _context.Output.Profile.Out.Writer;
        output.WriteLine($"  about {Show(estimate.Total)} in all: {Show(estimate.Smallest)} for the smallest trial, {Show(estimate.Largest)} for the largest");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  assuming {parallel} at once that do not slow each other down, and every trial training all its epochs"));
    }

    private static string Show(TimeSpan duration) => Durations.Format(duration.TotalSeconds);

    private void Describe(SweepPlan plan)
    {
        TextWriter output = _context.Output.Profile.Out.Writer;
        string trials = plan.Trials.Length == 1 ? "1 trial" : string.Create(CultureInfo.InvariantCulture, $"{plan.Trials.Length:N0} trials");
        output.WriteLine($"{plan.ExperimentFile}: {plan.Name}, {trials}, {plan.Objective}");
        foreach (Hyperparameter hyperparameter in plan.Space.Swept)
            output.WriteLine($"  {hyperparameter.Name}: {string.Join(", ", hyperparameter.Values)}");
        int repeats = plan.Trials.Max(t => t.Repeat);
        if (repeats > 1)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  each with {repeats} seeds"));
    }
}
