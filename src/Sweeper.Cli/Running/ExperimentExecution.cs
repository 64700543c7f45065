using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Cli.Machine;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Prepared;
using Sweeper.Experiments.Recorded;
using Sweeper.Reporting;
using Sweeper.Storage;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Running;

/// <summary>Runs one experiment from its data to its report.</summary>
internal sealed class ExperimentExecution(Experiment experiment, RunOptions options, CommandContext context)
{
    private readonly TextWriter _messages = context.Messages.Profile.Out.Writer;
    private ImmutableArray<TrialRecord> _earlier = [];

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset startedAt = context.Time.GetUtcNow();
        CheckEnd();
        var cluster = ClusterRun.Find(experiment, options, context);

        // To the end: a second Ctrl-C that comes when the report is being written must have the same exit code.
        using var signals = new StopSignals(
            _messages, cluster is null ? TrialKinds.PreparationOf(experiment).Stopping : ClusterRun.Stopping);

        // Taken before the data is read: whoever comes second hears of it at once.
        using var store = SqliteSweepStore.Open(options.Results, context.Time);
        if (store.BackupPath is string backup)
            _messages.WriteLine(
                $"note: the database was brought to the form of this version; a copy of it as it was is '{backup}'.");
        IPreparedExperiment? prepared = await PrepareAsync(signals.Token, cancellationToken).ConfigureAwait(false);
        if (prepared is null)
            return ExitCode.Interrupted;
        SweepPlan plan = MakePlan(prepared);
        foreach ((_, string told) in plan.Facts.Where(f => f.Key == ExperimentFacts.History))
            _messages.WriteLine($"History: {TerminalText.OneLine(told)}");
        int parallel = cluster?.AtOnce ?? prepared.MostAtOnce(
            options.Parallel ?? experiment.Parallel ?? Environment.ProcessorCount);
        string workingDirectory = WorkingDirectory(plan);
        if (prepared.FindObstacle(workingDirectory) is string obstacle)
            throw new SweeperException(obstacle, FailureKind.Input);
        SweepEnvironment environment = MachineDescription.Capture(options.Arguments, parallel, startedAt);

        ISweepJournal journal = store.Open(plan, environment, options.Fresh);
        SweepResult result = Train(plan, journal, prepared, parallel, workingDirectory, cluster, signals.Token);
        store.Dispose();
        if (options.IsDetached && result.LeftCount != 0)
        {
            _messages.WriteLine(
                "Submitted. The same command, with --detach or without, records what the tasks have reported and submits what "
                + "is left.");
            return ExitCode.Done;
        }

        await SummarizeAsync(journal.Reference).ConfigureAwait(false);
        return new RunConclusion(plan, result, journal.Reference, options.WriteReport).Write(context.Messages);
    }

    // Files that other runners take go on until somebody stops them.
    private void CheckEnd()
    {
        bool hasEnd = !experiment.Grows || experiment.RunCap is not null || experiment.Limits.MaximumDuration is not null
            || experiment.Limits.Target is not null || experiment.Limits.Patience is not null;
        if (!hasEnd && options.Count is null)
            throw new SweeperException(
                $"method {experiment.Method.Name} proposes trials without end; say how many with --count, "
                + $"or with run_cap or max_duration in '{experiment.File}'",
                FailureKind.Input);
    }

    private SweepPlan MakePlan(IPreparedExperiment prepared)
    {
        using var reader = SqliteSweepReader.Open(options.Results);
        if (options.Fresh)
            return prepared.Identify(SweepPlanner.Plan(EarlierSweeps.Resolve(experiment, reader, recorded: null)));
        var continuation = Continuation.Of(experiment, prepared.Identify, reader, TrialKinds.Loader);
        foreach (string change in continuation.Changes)
            _messages.WriteLine($"{change}.");
        return continuation.Plan;
    }

    /// <summary>What the trials share; null when a signal came before it was there.</summary>
    private async Task<IPreparedExperiment?> PrepareAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        try
        {
            var preparation = new PreparationContext(
                options.Data, new MessageProgress(_messages), context.Time) { Gpus = options.IsOnSlurm ? ClusterRun.AnyGpus
                    : options.Gpus };
            return await TrialKinds.PreparationOf(experiment).PrepareAsync(experiment, preparation, either.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _messages.WriteLine("Stopped as asked, before anything was trained. The same command starts again.");
            return null;
        }
    }

    private SweepResult Train(
        SweepPlan plan, ISweepJournal journal, IPreparedExperiment prepared, int parallel, string workingDirectory,
        ClusterRun? cluster, CancellationToken stop)
    {
        SweepHistory history = ReadHistory(journal);
        int? left = SweepRunner.Left(plan, journal);
        ReachedLimit? reached = left == 0 ? null : plan.Limits.Reached(plan.Objective, history);
        left = reached is not null ? 0 : options.Count is int most ? Math.Min(left ?? most, most) : left;
        int cores = cluster is null && prepared.SharesCores ? CoresPerTrial(left ?? parallel, Environment.ProcessorCount) : 1;
        _messages.WriteLine(left == 0 ? NothingLeft(plan, journal, reached) : Opening(
            plan, journal, left, Math.Min(parallel, left ?? parallel), cores));
        ImmutableArray<TrialState> initial =
        [
            .. from trial in journal.InitialStates.Index()
               let isLeft = plan.IsLeft(trial.Index + 1, trial.Item, journal.InitialAttempts[trial.Index])
               where !plan.LeftOut.Contains(trial.Index + 1) || trial.Item.IsDone()
               select isLeft ? TrialState.Waiting : trial.Item,
            .. Enumerable.Repeat(TrialState.Waiting, Math.Max(0, (plan.TrialCount ?? 0) - journal.InitialStates.Length)),
        ];
        var progress = new SweepProgress(plan, initial, FindBest(journal))
        {
            MeasuringEpochs = options.MeasureBest ? prepared.MeasuringEpochs : 0,
        };
        progress.Learn(_earlier);
        ITrialRunner trials = prepared.CreateRunner(new TrialSurroundings
        {
            Sweep = journal.Reference, Folder = Path.Combine(options.Results, journal.Reference.FolderName),
            CoresPerTrial = cores, WorkingDirectory = workingDirectory,
        });
        using var ending = trials as IDisposable;
        var runner = new SweepRunner(trials, progress, context.Time) { MostTrials = options.Count };
        SweepResult Work()
        {
            SweepResult result = cluster?.Run(runner, plan, journal, workingDirectory, history, stop)
                ?? runner.Run(plan, journal, parallel, stop, history);
            if (result.StoppedBy is null)
                MeasureBest(journal, prepared, progress, stop);
            return result;
        }

        return context.CanDraw && !options.Plain && cluster is null
            ? new LiveProgress(plan, progress, context.Messages, context.Time).During(Work)
            : new PlainProgress(plan, progress, _messages, options.Plain).During(Work);
    }

    /// <summary>The cores that one trial may use: more than one only where there are fewer trials than cores.</summary>
    /// <param name="left">Trials left to train: at least 0.</param>
    /// <param name="cores">Those of the machine: at least 1.</param>
    internal static int CoresPerTrial(int left, int cores) => Math.Max(1, cores / Math.Max(1, left));

    private static string NothingLeft(SweepPlan plan, ISweepJournal journal, ReachedLimit? reached)
    {
        if (reached is not null)
            return $"{journal.Reference}: a limit of the experiment was reached already; {reached.Remedy} carries on, --fresh "
                + "starts a new sweep.";
        TrialState[] asked = [.. journal.InitialStates.Where((_, i) => !plan.LeftOut.Contains(i + 1))];
        int total = asked.Length, done = asked.Count(s => s.IsDone());
        if (done < total)
            return $"{journal.Reference}: nothing is left to train: {RunConclusion.Trials(done)} done, "
                + $"{RunConclusion.Trials(total - done)} failed for good.";
        string all = total == 1 ? "its trial is" : $"all {RunConclusion.Trials(total)} are";
        return $"{journal.Reference}: {all} done already; --fresh starts a new sweep.";
    }

    private static string Opening(SweepPlan plan, ISweepJournal journal, int? left, int parallel, int cores)
    {
        bool isNew = journal.InitialStates.All(s => s == TrialState.Waiting);
        string work = (plan.TrialCount, isNew && left == plan.TrialCount) switch
        {
            (int total, true) => RunConclusion.Trials(total),
            (int total, false) =>
                string.Create(CultureInfo.InvariantCulture, $"carrying on with {left} of {RunConclusion.Trials(total)}"),
            (null, _) =>
                isNew
                    ? Open(plan)
                    : $"carrying on after {RunConclusion.Trials(journal.InitialStates.Count(s => s.IsDone()))}",
        };
        string share = cores == 1
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", on {cores} cores{(parallel == 1 ? "" : " each")}");
        return string.Create(
            CultureInfo.InvariantCulture, $"{journal.Reference}: {work}, {parallel} at once{share}, {plan.Objective}");
    }

    private static string Open(SweepPlan plan) => plan.Rounds is RepeatRule rounds
        ? string.Create(CultureInfo.InvariantCulture, $"{plan.Trials.Count} to {RunConclusion.Trials(rounds.AllTrials)}")
        : $"trials as {plan.Growth!.SamplerName} proposes them";

    /// <summary>The best of the trials that ended in an earlier run.</summary>
    private BestTrial? FindBest(ISweepJournal journal)
    {
        if (!journal.InitialStates.Any(s => s.IsDone()))
            return null;
        using var reader = SqliteSweepReader.Open(options.Results);
        SweepRecord? sweep = reader.FindSweep(journal.Reference.Name, journal.Reference.Number);
        return sweep is { BestTrial: int number, BestObjective: double objective }
            ? new BestTrial(_earlier.First(t => t.Number == number).ToTrial(), objective)
            : null;
    }

    private void MeasureBest(ISweepJournal journal, IPreparedExperiment prepared, SweepProgress progress, CancellationToken stop)
    {
        if (!options.MeasureBest)
            return;
        using var reader = SqliteSweepReader.Open(options.Results);
        SweepRecord sweep = reader.FindSweep(journal.Reference.Name, journal.Reference.Number)!;
        if (sweep.BestTrial is not null && !stop.IsCancellationRequested)
            prepared.MeasureBest(sweep, reader, journal, progress, stop);
    }

    private async Task SummarizeAsync(SweepReference reference)
    {
        using var reader = SqliteSweepReader.Open(options.Results);
        SweepRecord sweep = reader.FindSweep(reference.Name, reference.Number)!;
        string? report = options.WriteReport ? Path.Combine(options.Results, reference.FolderName, SweepReport.FileName) : null;
        if (report is not null)
            await new SweepReport(reader, TrialKinds.Classifiers(reader), TrialKinds.Searches(reader)).WriteAsync(sweep, report)
                .ConfigureAwait(false);
        TrialFields fields = reader.ReadFields(sweep);
        new RunSummary(sweep, fields, reader.SelectTrials(sweep, fields, TrialSelection.All).Trials)
            .Write(context.Output, options.Results, report);
    }

    /// <summary>
    /// The folder in which the sweep was started first, where that is recorded of it; for a new one, this one.
    /// </summary>
    private string WorkingDirectory(SweepPlan plan)
    {
        if (options.Fresh)
            return Environment.CurrentDirectory;
        using var reader = SqliteSweepReader.Open(options.Results);
        SweepRecord? sweep = reader.FindSweep(plan.Name, number: null);
        bool carriesOn = sweep?.Fingerprint is string recorded
            && (recorded == plan.Fingerprint || recorded == plan.RecordedFingerprint);
        string? first = carriesOn
            ? sweep!.Facts.FirstOrDefault(f => f.Key == TrialSurroundings.WorkingDirectoryFact).Value
            : null;
        return first ?? Environment.CurrentDirectory;
    }

    /// <summary>What earlier runs of the sweep came to.</summary>
    private SweepHistory ReadHistory(ISweepJournal journal)
    {
        if (journal.InitialStates.All(s => s == TrialState.Waiting))
            return SweepHistory.None;
        using var reader = SqliteSweepReader.Open(options.Results);
        SweepRecord sweep = reader.FindSweep(journal.Reference.Name, journal.Reference.Number)!;
        ImmutableArray<TrialRecord> trials = reader.ReadTrials(sweep);
        _earlier = trials;
        return SweepHistory.Of(trials, sweep.Objective.Goal);
    }
}
