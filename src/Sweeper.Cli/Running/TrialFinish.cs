using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Cli.Machine;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Experiments;
using Sweeper.Experiments.Prepared;
using Sweeper.Experiments.Recorded;
using Sweeper.Reporting;
using Sweeper.Storage;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Running;

/// <summary>
/// Trains one recorded trial to its end: from its checkpoint where it left one, otherwise anew. No pruner looks at it; what ends
/// trials by their own metrics still does. Everything else of its sweep stays as it is.
/// </summary>
/// <param name="sweep">The sweep.</param>
/// <param name="trial">A trial of it that was pruned or interrupted.</param>
/// <param name="options">How to run it.</param>
/// <param name="context">Where to write.</param>
internal sealed class TrialFinish(SweepRecord sweep, TrialRecord trial, RunOptions options, CommandContext context)
{
    private readonly TextWriter _messages = context.Messages.Profile.Out.Writer;

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset startedAt = context.Time.GetUtcNow();
        Experiment experiment = RecordedExperiment.Of(sweep, TrialKinds.Loader);
        using var signals = new StopSignals(_messages, TrialKinds.PreparationOf(experiment).Stopping);
        using var store = SqliteSweepStore.Open(options.Results, context.Time);
        var preparation = new PreparationContext(options.Data, new MessageProgress(_messages), context.Time);
        IPreparedExperiment prepared = await TrialKinds.PreparationOf(experiment)
            .PrepareAsync(experiment, preparation, cancellationToken).ConfigureAwait(false);
        SweepPlan plan = Plan(prepared);
        SweepEnvironment environment = MachineDescription.Capture(options.Arguments, parallel: 1, startedAt);
        ISweepJournal journal = store.OpenToFinish(plan, sweep.Reference, trial.Number, environment);
        SweepResult result = Train(plan, journal, prepared, signals.Token);
        store.Dispose();
        return await ConcludeAsync(isStopped: result.LeftCount != 0).ConfigureAwait(false);
    }

    /// <summary>The sweep as it is recorded, of which one trial is left.</summary>
    private SweepPlan Plan(IPreparedExperiment prepared)
    {
        using var reader = SqliteSweepReader.Open(options.Results);
        ImmutableArray<TrialRecord> trials = reader.ReadTrials(sweep);
        var plan = new SweepPlan
        {
            Name = sweep.Reference.Name,
            Description = sweep.Description,
            ExperimentFile = sweep.ExperimentFile,
            ExperimentText = sweep.ExperimentText,
            Fingerprint = sweep.Fingerprint,
            Seed = sweep.Seed,
            Objective = sweep.Objective,
            EarlyStopping = sweep.EarlyStopping,
            Space = sweep.Space,
            Trials = [.. trials.Select(t => t.ToTrial())],
            LeftOut = [.. trials.Select(t => t.Number).Where(n => n != trial.Number)],
            Facts = [],
        };
        foreach ((string name, string found) in prepared.Identify(plan).Facts)
        {
            string? recorded = sweep.Facts.FirstOrDefault(f => f.Key == name).Value;
            if (recorded is not null && recorded != found)
            {
                throw new SweeperException(
                    $"'{sweep.Reference}' was trained with other data: its {name} is {recorded}, and now it is {found}; "
                    + $"put the files back that it had",
                    FailureKind.Environment);
            }
        }

        return plan;
    }

    private SweepResult Train(SweepPlan plan, ISweepJournal journal, IPreparedExperiment prepared, CancellationToken stop)
    {
        _messages.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{sweep.Reference}: finishing trial {trial.Number}, {sweep.Objective}"));
        var progress = new SweepProgress(plan, [TrialState.Waiting], best: null)
        {
            MeasuringEpochs = options.MeasureBest ? prepared.MeasuringEpochs : 0,
        };
        ITrialRunner trials = prepared.CreateRunner(new TrialSurroundings
        {
            Sweep = sweep.Reference, Folder = Path.Combine(options.Results, sweep.Reference.FolderName),
            CoresPerTrial = prepared.SharesCores ? Environment.ProcessorCount : 1,
            WorkingDirectory = sweep.Facts.FirstOrDefault(f => f.Key == TrialSurroundings.WorkingDirectoryFact).Value
                ?? Environment.CurrentDirectory,
        });
        using var ending = trials as IDisposable;
        SweepResult Work()
        {
            SweepResult result = new SweepRunner(trials, progress, context.Time).Run(plan, journal, parallel: 1, stop);
            using var reader = SqliteSweepReader.Open(options.Results);
            SweepRecord now = reader.FindSweep(sweep.Reference.Name, sweep.Reference.Number)!;
            if (options.MeasureBest && now.BestTrial is not null && !stop.IsCancellationRequested)
                prepared.MeasureBest(now, reader, journal, progress, stop);
            return result;
        }

        return context.CanDraw && !options.Plain
            ? new LiveProgress(plan, progress, context.Messages, context.Time).During(Work)
            : new PlainProgress(plan, progress, _messages, options.Plain).During(Work);
    }

    private async Task<int> ConcludeAsync(bool isStopped)
    {
        using var reader = SqliteSweepReader.Open(options.Results);
        SweepRecord now = reader.FindSweep(sweep.Reference.Name, sweep.Reference.Number)!;
        if (options.WriteReport)
        {
            await new SweepReport(reader, TrialKinds.Classifiers(reader))
                .WriteAsync(now, Path.Combine(options.Results, sweep.Reference.FolderName, SweepReport.FileName))
                .ConfigureAwait(false);
        }

        SelectedTrial ended = reader.FindTrial(now, trial.Number)!.Selected;
        string name = FormattableString.Invariant($"{sweep.Reference}/{trial.Number}");
        if (isStopped)
        {
            context.Messages.WriteWrapped($"Stopped as asked. The same command goes on with {name}.");
            return ExitCode.Interrupted;
        }

        string before = TrialText.Metric(sweep.Objective.Metric, trial.Objective);
        string after = TrialText.Metric(sweep.Objective.Metric, ended.Trial.Objective);
        string rank = ended.Rank is int place ? FormattableString.Invariant($", rank {place}") : "";
        context.Output.WriteWrapped(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name} {ended.Trial.State.Name()}: {ended.Trial.Reason}. {sweep.Objective.Metric} was {before} "
                + $"at epoch {trial.BestEpoch} of {trial.LastEpoch} and is {after} "
                + $"at epoch {ended.Trial.BestEpoch} of {ended.Trial.LastEpoch}{rank}."));
        return ended.Trial.State == TrialState.Failed ? ExitCode.TrialsFailed : ExitCode.Done;
    }
}
