using System.Text.Json;
using Sweeper.Datasets;
using Sweeper.Experiments.Prepared;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Training.SavedModels;

/// <summary>
/// What is measured of a sweep's best trial once no trial is training, because it would take too long for every trial: how it
/// does on disturbed images, and how much the best trials gain together.
/// </summary>
/// <param name="reader">Where the sweep is recorded.</param>
/// <param name="journal">Takes what was measured.</param>
/// <param name="dataset">Whose test images are used.</param>
public sealed class BestTrialMeasurements(ISweepReader reader, ISweepJournal journal, Dataset dataset)
{
    /// <summary>
    /// Measures what has not been measured yet, and attaches it to the best trial. Models that cannot be read are passed over.
    /// </summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="progress">Told how far it is; not called when nothing is left to measure.</param>
    /// <param name="cancellationToken">Ends the measurements; those that are done are kept.</param>
    public void Record(SweepRecord sweep, IProgress<MeasuringProgress> progress, CancellationToken cancellationToken)
    {
        TrialRecord[] ranked = [.. Leaderboard.Rank(reader.ReadTrials(sweep), sweep.Objective.Goal)
            .Where(e => e.Rank is not null).Select(e => e.Trial).Take(ModelEnsemble.UsualSize)];
        if (ranked.Length == 0 || dataset.Table is { IsRegression: true })
            return;
        int[] best = [.. ranked.Select(t => t.Number)];
        Trial trial = ranked[0].ToTrial();
        bool needsRobustness = dataset.Table is null
            && reader.ReadAttachment(sweep, trial.Number, Robustness.AttachmentName) is null;
        bool needsEnsemble = best.Length >= 2 && !IsMeasured(sweep, trial.Number, best);
        int done = 0, steps = (needsRobustness ? RobustnessMeasurement.Steps : 0) + (needsEnsemble ? best.Length : 0);
        if (steps > 0)
            progress.Report(new MeasuringProgress(trial.Number, 0, steps));
        void StepDone() => progress.Report(new MeasuringProgress(trial.Number, Interlocked.Increment(ref done), steps));
        try
        {
            if (needsRobustness)
                Attach(
                    trial, Measured(() => MeasureRobustness(sweep, trial.Number, StepDone, cancellationToken))?.ToAttachment());
            cancellationToken.ThrowIfCancellationRequested();
            if (needsEnsemble)
                Attach(trial, Measured(() => MeasureEnsemble(sweep, best, StepDone))?.ToAttachment());
        }
        catch (OperationCanceledException)
        {
            // The next run makes up for it.
        }
    }

    // A model that was deleted or damaged is no reason to end without a report; a store that cannot be written is.
    private static T? Measured<T>(Func<T?> measure)
        where T : class
    {
        try
        {
            return measure();
        }
        catch (SweeperException)
        {
            return null;
        }
    }

    private void Attach(Trial trial, TrialAttachment? attachment)
    {
        if (attachment is not null)
            journal.Attach(trial, attachment);
    }

    private Robustness? MeasureRobustness(SweepRecord sweep, int trial, Action stepDone, CancellationToken cancellationToken) =>
        reader.ReadAttachment(sweep, trial, ModelFile.AttachmentName) is byte[] model
            ? RobustnessMeasurement.Of(
                () => SavedNetwork.Load(model, FormattableString.Invariant($"{sweep.Reference}/{trial}")), dataset.Test,
                dataset.ClassNames.Length, stepDone, cancellationToken)
            : null;

    private EnsembleGain MeasureEnsemble(SweepRecord sweep, int[] members, Action stepDone)
    {
        return ModelEnsemble.Of(Models(), dataset.Test).ToGain(members, dataset.Test.Count);

        IEnumerable<SavedNetwork> Models()
        {
            var models = new SavedClassifiers(reader);
            foreach (int member in members)
            {
                yield return models.Load(sweep, member);
                stepDone();
            }
        }
    }

    private bool IsMeasured(SweepRecord sweep, int trial, int[] members)
    {
        try
        {
            return reader.ReadAttachment(sweep, trial, EnsembleGain.AttachmentName) is byte[] content
                && EnsembleGain.FromJson(content).Members.Select(m => m.Trial).SequenceEqual(members);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
