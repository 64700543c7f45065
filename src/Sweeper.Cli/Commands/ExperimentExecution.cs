using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Cli.Machine;
using Sweeper.Cli.Progress;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Training;
using Sweeper.Reporting;
using Sweeper.Storage;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Commands;

/// <summary>Runs one experiment from its data to its report.</summary>
internal sealed class ExperimentExecution(Experiment experiment, RunOptions options, CommandContext context)
{
    private readonly TextWriter _messages = context.Messages.Profile.Out.Writer;

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset startedAt = context.Time.GetUtcNow();
        TrainingData data = await TrainingData
            .LoadAsync(experiment, options.Data, new MessageProgress(_messages), cancellationToken).ConfigureAwait(false);
        SweepPlan plan = data.Identify(SweepPlanner.Plan(experiment));
        int parallel = options.Parallel ?? experiment.Parallel ?? Environment.ProcessorCount;
        SweepEnvironment environment = MachineDescription.Capture(options.Arguments, parallel, startedAt);

        // Until the end: a second Ctrl-C that comes when the report is being written must have the same exit code.
        using var signals = new StopSignals(_messages);
        SweepReference reference;
        SweepResult result;
        using (var store = SqliteSweepStore.Open(options.Results, context.Time))
        {
            ISweepJournal journal = store.Open(plan, environment, options.Fresh);
            reference = journal.Reference;
            result = Train(plan, journal, data, parallel, signals.Token);
        }

        await SummarizeAsync(reference).ConfigureAwait(false);
        return Conclude(result);
    }

    private SweepResult Train(
        SweepPlan plan, ISweepJournal journal, TrainingData data, int parallel, CancellationToken stop)
    {
        SweepHistory history = ReadHistory(journal);
        int left = plan.Limits.Reached(plan.Objective, history) is null ? journal.InitialStates.Count(SweepRunner.IsLeft) : 0;
        int cores = CoresPerTrial(left, Environment.ProcessorCount);
        _messages.WriteLine(Opening(plan, journal, left, Math.Min(parallel, Math.Max(1, left)), cores));
        var progress = new SweepProgress(plan, journal.InitialStates, FindBest(plan, journal));
        var runner = new SweepRunner(new NetworkTrialRunner(data, experiment.Evaluation, context.Time, cores), progress, context.Time);
        SweepResult Work() => runner.Run(plan, journal, parallel, stop, history);
        if (left == 0)
            return Work();
        return context.CanDraw
            ? new LiveProgress(plan, progress, context.Messages, context.Time).During(Work)
            : new PlainProgress(plan, progress, _messages).During(Work);
    }

    /// <summary>The cores that one trial may use: more than one only where there are fewer trials than cores.</summary>
    /// <param name="left">Trials left to train: at least 0.</param>
    /// <param name="cores">Those of the machine: at least 1.</param>
    internal static int CoresPerTrial(int left, int cores) => Math.Max(1, cores / Math.Max(1, left));

    private static string Opening(SweepPlan plan, ISweepJournal journal, int left, int parallel, int cores)
    {
        int total = plan.Trials.Length;
        if (left == 0 && !journal.InitialStates.All(s => s.IsDone()))
            return $"{journal.Reference}: a limit of the experiment was reached already; a higher one carries on, --fresh starts a new sweep.";
        if (left == 0)
        {
            string all = total == 1 ? "its trial is" : $"all {Trials(total)} are";
            return $"{journal.Reference}: {all} done already; --fresh starts a new sweep.";
        }

        string work = left == total
            ? Trials(total)
            : string.Create(CultureInfo.InvariantCulture, $"carrying on with {left} of {total} trials");
        string share = cores == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", on {cores} cores{(parallel == 1 ? "" : " each")}");
        return string.Create(CultureInfo.InvariantCulture, $"{journal.Reference}: {work}, {parallel} at once{share}, {plan.Objective}");
    }

    private static string Trials(int count) =>
        count == 1 ? "1 trial" : string.Create(CultureInfo.InvariantCulture, $"{count} trials");

    /// <summary>The best of the trials that ended in an earlier run.</summary>
    private BestTrial? FindBest(SweepPlan plan, ISweepJournal journal)
    {
        if (!journal.InitialStates.Any(s => s.IsDone()))
            return null;
        using var reader = SqliteSweepReader.Open(options.Results);
        SweepRecord? sweep = reader.FindSweep(journal.Reference.Name, journal.Reference.Number);
        return sweep is { BestTrial: int number, BestObjective: double objective }
            ? new BestTrial(plan.Trials.First(t => t.Number == number), objective)
            : null;
    }

    private async Task SummarizeAsync(SweepReference reference)
    {
        using var reader = SqliteSweepReader.Open(options.Results);
        SweepRecord sweep = reader.FindSweep(reference.Name, reference.Number)!;
        string? report = options.WriteReport ? Path.Combine(options.Results, reference.FolderName, ReportCommand.FileName) : null;
        if (report is not null)
            await new SweepReport(reader).WriteAsync(sweep, report).ConfigureAwait(false);
        new RunSummary(sweep, reader.ReadTrials(sweep)).Write(context.Output, options.Results, report);
    }

    /// <summary>What earlier runs of the sweep came to.</summary>
    private SweepHistory ReadHistory(ISweepJournal journal)
    {
        if (journal.InitialStates.All(s => s == TrialState.Waiting))
            return SweepHistory.None;
        using var reader = SqliteSweepReader.Open(options.Results);
        SweepRecord sweep = reader.FindSweep(journal.Reference.Name, journal.Reference.Number)!;
        return SweepHistory.Of(reader.ReadTrials(sweep), sweep.BestObjective);
    }

    private int Conclude(SweepResult result)
    {
        ImmutableArray<TrialState> states = result.States;
        int waiting = states.Count(s => s is TrialState.Interrupted or TrialState.Waiting);
        if (result.LimitReached is string limit)
            _messages.WriteLine($"{limit}; {Trials(waiting)} left untrained. A higher limit in the file carries on with the rest.");
        if (waiting > 0 && result.LimitReached is null)
        {
            _messages.WriteLine("Stopped as asked. The same command carries on with the trials that are left.");
            return ExitCode.Interrupted;
        }

        int failed = states.Count(s => s == TrialState.Failed);
        if (failed == 0)
            return ExitCode.Done;
        _messages.WriteLine($"{Trials(failed)} failed; the report says why, and the same command tries again.");
        return ExitCode.TrialsFailed;
    }
}
