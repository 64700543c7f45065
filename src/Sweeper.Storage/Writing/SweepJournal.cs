using System.Collections.Immutable;
using Sweeper.Storage.Databases;
using Sweeper.Storage.Files;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>Turns what happens in a sweep into writes.</summary>
internal sealed class SweepJournal(OpenedSweep sweep, ResultsFolder folder, WriterThread writer, TimeProvider time) : ISweepJournal
{
    public SweepReference Reference => sweep.Reference;

    public string Folder => folder.SweepFolder(sweep.Reference);

    public ImmutableArray<TrialState> InitialStates => sweep.States;

    public void StartTrial(Trial trial) => writer.Post(new StartTrialWrite
    {
        Trial = KeyOf(trial),
        EnvironmentId = sweep.EnvironmentId
            ?? throw new InvalidOperationException($"No trial of '{Reference}' was left to train when it was opened."),
        StartedAt = Now(),
    });

    public void RecordEpoch(Trial trial, EpochMetrics metrics)
    {
        ThrowIfNoDuration(metrics.DurationSeconds, nameof(metrics));
        ArgumentOutOfRangeException.ThrowIfNegative(metrics.Epoch);
        writer.Post(new EpochWrite { Trial = KeyOf(trial), Metrics = metrics, EndedAt = Now() });
    }

    public void EndTrial(Trial trial, TrialOutcome outcome, TrialResult result)
    {
        if (outcome.State is TrialState.Waiting or TrialState.Running)
            throw new ArgumentException($"A trial cannot end as {outcome.State.Name()}.", nameof(outcome));
        if (outcome.BestEpoch is null && !result.FinalMetrics.IsEmpty)
            throw new ArgumentException("Final metrics belong to the best epoch, and there is none.", nameof(result));
        if (outcome.Objective is double.NaN)
            throw new ArgumentException("An objective cannot be NaN.", nameof(outcome));
        ThrowIfNoDuration(outcome.DurationSeconds, nameof(outcome));
        TrialKey key = KeyOf(trial);
        writer.Commit(new EndTrialWrite
        {
            Trial = key,
            Outcome = outcome,
            FinalMetrics = result.FinalMetrics,
            Attachments = [.. result.Attachments.Select(a => Store(key, a))],
            EndedAt = Now(),
        });
    }

    public void EndSweep(SweepState state, string reason)
    {
        if (state == SweepState.Running)
            throw new ArgumentException("A sweep cannot end as running.", nameof(state));

        // Opened with nothing left to train, the sweep was never recorded as running and keeps the end it has.
        if (sweep.EnvironmentId is null)
            return;
        writer.Commit(new EndSweepWrite
        {
            SweepId = sweep.SweepId,
            Reference = sweep.Reference,
            State = state,
            Reason = reason,
            EndedAt = Now(),
        });
    }

    /// <summary>
    /// Writes the file of an attachment that has one, on the trial's own thread so that others' records do not wait for it, and
    /// before the row that tells of it: a file without a row does no harm, a row without a file would.
    /// </summary>
    private AttachmentRow Store(TrialKey trial, TrialAttachment attachment)
    {
        if (attachment.File is not AttachmentFile file)
        {
            return new AttachmentRow(
                trial.Id, attachment.Name, attachment.MediaType, attachment.Content.Length, attachment.Content.ToArray(), Path: null);
        }

        writer.ThrowIfFaulted();
        string path = folder.AttachmentPath(sweep.Reference, file, trial.Number);
        try
        {
            DurableFile.Write(folder.Resolve(path), attachment.Content.Span);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            writer.Fault(e);
            writer.ThrowIfFaulted();
        }

        return new AttachmentRow(
            trial.Id, attachment.Name, attachment.MediaType, attachment.Content.Length, Content: null, path);
    }

    private TrialKey KeyOf(Trial trial) => sweep.TrialIds.TryGetValue(trial.Identity, out long id)
        ? new TrialKey(id, sweep.Reference, trial.Number)
        : throw new ArgumentException($"'{Reference}' has no trial {trial.Identity}.", nameof(trial));

    private string Now() => StoredTime.Write(time.GetUtcNow());

    private static void ThrowIfNoDuration(double seconds, string argument)
    {
        if (!double.IsFinite(seconds) || seconds < 0)
            throw new ArgumentException($"{seconds} seconds is not a duration.", argument);
    }
}
