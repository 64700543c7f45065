using System.Collections.Immutable;
using System.Security.Cryptography;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Files;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Durability;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>Turns what happens in a sweep into writes.</summary>
internal sealed class SweepJournal : ISweepJournal
{
    private readonly OpenedSweep _sweep;
    private readonly ResultsFolder _folder;
    private readonly WriterThread _writer;
    private readonly TimeProvider _time;
    private readonly TrialCheckpoints _checkpoints;

    // Keys and identities of the recorded trials, in the order of their numbers.
    private readonly Lock _lock = new();
    private readonly List<(long Id, TrialIdentity Identity)> _trials;

    /// <param name="sweep">The sweep, recorded as running if a trial of it is left to train.</param>
    /// <param name="folder">Where the files of attachments and checkpoints go.</param>
    /// <param name="writer">Takes the writes.</param>
    /// <param name="time">The clock of the times that are recorded.</param>
    public SweepJournal(OpenedSweep sweep, ResultsFolder folder, WriterThread writer, TimeProvider time)
    {
        (_sweep, _folder, _writer, _time) = (sweep, folder, writer, time);
        _checkpoints = new TrialCheckpoints(
            folder.CheckpointFolder(sweep.Reference), sweep.Fingerprint, sweep.RecordedFingerprint);
        _trials = [.. sweep.Trials.Select(t => (t.TrialId, t.Identity))];
        _checkpoints.Tidy(InitialStates);

        // Its process may have died when every trial had ended, but the sweep had not.
        if (sweep.EnvironmentId is null)
            _checkpoints.RemoveFolder();
    }

    public SweepReference Reference => _sweep.Reference;

    public string Folder => _folder.SweepFolder(_sweep.Reference);

    public ImmutableArray<TrialState> InitialStates => field.IsDefault ? field = [.. _sweep.Trials.Select(t => t.State)] : field;

    public ImmutableArray<int> InitialAttempts => field.IsDefault ? field = [.. _sweep.Trials.Select(t => t.Attempts)] : field;

    public ImmutableArray<EarlierResult> InitialResults =>
        field.IsDefault ? field = [.. _sweep.Trials.Select(t => t.Result)] : field;

    public PrunerLog InitialPruning => _sweep.Pruning;

    public void AddTrials(IReadOnlyList<Trial> trials, int? further)
    {
        AddTrialsWrite write = new() { SweepId = _sweep.SweepId, Trials = trials, Further = further };
        _writer.Commit(write);
        lock (_lock)
            _trials.AddRange(trials.Select((t, i) => (write.FirstId + i, t.Identity)));
    }

    public EarlierAttempt StartTrial(Trial trial, bool resumesByItself = false)
    {
        TrialKey key = KeyOf(trial);

        // Only what was interrupted has something to be waited for, or what failed and resumes by itself.
        TrialState state = trial.Number <= InitialStates.Length ? InitialStates[trial.Number - 1] : TrialState.Waiting;
        bool keepsEpochs = resumesByItself && state == TrialState.Failed;
        bool isWaitedFor = keepsEpochs || state == TrialState.Interrupted;
        StartTrialWrite write = new()
        {
            Trial = key,
            IsWaitedFor = isWaitedFor,
            KeepsEpochs = keepsEpochs,
            EnvironmentId = _sweep.EnvironmentId
                ?? throw new InvalidOperationException($"No trial of '{Reference}' was left to train when it was opened."),
            StartedAt = Now(),
        };

        if (!isWaitedFor)
        {
            _writer.Post(write);
            return EarlierAttempt.None;
        }

        _writer.Commit(write);
        return resumesByItself
            ? new EarlierAttempt { IsRestarted = true, Epochs = write.Epochs }
            : _checkpoints.Find(trial, write.Epochs);
    }

    public void RecordEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null) =>
        PostEpoch(trial, metrics, decision, isAmendment: false);

    public void AmendEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null) =>
        PostEpoch(trial, metrics, decision, isAmendment: true);

    public void SaveCheckpoint(Trial trial, int epoch, Action<Stream> write)
    {
        _writer.ThrowIfFaulted();
        try
        {
            _checkpoints.Save(trial, epoch, write, () => _writer.Commit(new BarrierWrite()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _writer.Fault(e);
            _writer.ThrowIfFaulted();
        }
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
        _writer.Commit(new EndTrialWrite
        {
            Trial = key,
            Outcome = outcome,
            FinalMetrics = result.FinalMetrics,
            Attachments = [.. result.Attachments.Select(a => Store(key, a))],
            EndedAt = Now(),
        });
        if (outcome.State is not (TrialState.Interrupted or TrialState.Pruned))
            _checkpoints.Remove(trial);
    }

    public void Attach(Trial trial, TrialAttachment attachment)
    {
        TrialKey key = KeyOf(trial);
        _writer.Commit(new AttachWrite { Trial = key, Attachment = Store(key, attachment) });
    }

    public void EndSweep(SweepState state, string reason)
    {
        if (state == SweepState.Running)
            throw new ArgumentException("A sweep cannot end as running.", nameof(state));

        // Opened with nothing left to train, the sweep was never recorded as running and keeps the end it has.
        if (_sweep.EnvironmentId is null)
            return;
        // With the trial that was to be finished, nothing else of the sweep has changed.
        SweepEnd end = state == SweepState.Completed && _sweep.Former is SweepEnd former ? former : new SweepEnd(state, reason, Now());
        _writer.Commit(new EndSweepWrite
        {
            SweepId = _sweep.SweepId, Reference = _sweep.Reference, State = end.State, Reason = end.Reason, EndedAt = end.EndedAt,
        });
        _checkpoints.RemoveFolder();
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

        _writer.ThrowIfFaulted();
        string path = _folder.AttachmentPath(_sweep.Reference, file, trial.Number);
        try
        {
            WholeFile.Write(_folder.Resolve(path), attachment.Content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _writer.Fault(e);
            _writer.ThrowIfFaulted();
        }

        return new AttachmentRow(trial.Id, attachment.Name, attachment.MediaType, attachment.Content.Length, Content: null, path)
        {
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(attachment.Content.Span)),
        };
    }

    private TrialKey KeyOf(Trial trial)
    {
        (long Id, TrialIdentity Identity) recorded = default;
        lock (_lock)
        {
            if (trial.Number >= 1 && trial.Number <= _trials.Count)
                recorded = _trials[trial.Number - 1];
        }

        return recorded.Id > 0 && recorded.Identity == trial.Identity
            ? new TrialKey(recorded.Id, _sweep.Reference, trial.Number)
            : throw new ArgumentException($"'{Reference}' has no trial {trial.Identity}.", nameof(trial));
    }

    private void PostEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision, bool isAmendment)
    {
        ThrowIfNoDuration(metrics.DurationSeconds, nameof(metrics));
        ArgumentOutOfRangeException.ThrowIfNegative(metrics.Epoch);
        _writer.Post(new EpochWrite
        {
            Trial = KeyOf(trial), Metrics = metrics, Decision = decision, IsAmendment = isAmendment, EndedAt = Now(),
        });
    }

    private string Now() => StoredTime.Write(_time.GetUtcNow());

    private static void ThrowIfNoDuration(double seconds, string argument)
    {
        if (!double.IsFinite(seconds) || seconds < 0)
            throw new ArgumentException($"{seconds} seconds is not a duration.", argument);
    }
}
