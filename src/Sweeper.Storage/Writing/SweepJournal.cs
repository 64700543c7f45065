using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Files;
using Sweeper.Storage.Requests;
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

    // How trials had ended that were asked for again.
    private readonly Dictionary<int, TrialState> _retried = [];

    // Those whose end was posted and may not be on disk yet.
    private readonly List<(Trial Trial, TrialOutcome Outcome)> _posted = [];

    // How often this process has started a trial, by number.
    private readonly ConcurrentDictionary<int, int> _startsHere = new();

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

    /// <summary>Where requests are laid.</summary>
    public required RequestFiles Requests { get; init; }

    public void TakeRequests(Func<SweepRequest, RequestDecision> decide)
    {
        foreach (LaidRequest laid in Requests.Take())
        {
            SweepRequest request = laid.Request;
            if (request.Sweep != Reference.Name || (request.Number is int number && number != Reference.Number))
            {
                Requests.Answer(laid, new RequestAnswer(false, $"'{request}' is not running; '{Reference}' is"));
                continue;
            }

            RequestDecision decision = decide(request);
            Record(request, decision.Answer);
            decision.CarryOut?.Invoke();
            Requests.Answer(laid, decision.Answer);
        }
    }

    private void Record(SweepRequest request, RequestAnswer answer)
    {
        long? trial = null;
        lock (_lock)
        {
            if (request.Trial is int number)
            {
                if (number < 1 || number > _trials.Count)
                    return;
                trial = _trials[number - 1].Id;
            }
        }

        RequestWrite write = new() { SweepId = _sweep.SweepId, TrialId = trial, Request = request, Answer = answer };
        _writer.Commit(write);
        lock (_lock)
        {
            if (write.Retried is TrialState state)
                _retried[request.Trial!.Value] = state;
        }
    }

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
        TrialState state = StateBefore(trial.Number);
        int earlierStarts = trial.Number <= _sweep.Trials.Length ? _sweep.Trials[trial.Number - 1].Starts : 0;
        int attempt = earlierStarts + _startsHere.AddOrUpdate(trial.Number, 1, (_, n) => n + 1);
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
            return EarlierAttempt.None with { Attempt = attempt };
        }

        _writer.Commit(write);
        EarlierAttempt earlier = resumesByItself
            ? new EarlierAttempt { IsRestarted = true, Epochs = write.Epochs }
            : _checkpoints.Find(trial, write.Epochs);
        return earlier with { Attempt = attempt };
    }

    public void PlaceTrial(Trial trial, TrialPlace place) =>
        _writer.Post(new PlaceTrialWrite { Trial = KeyOf(trial), Place = place });

    private TrialState StateBefore(int number)
    {
        lock (_lock)
        {
            if (_retried.Remove(number, out TrialState retried))
                return retried;
        }

        if (number > InitialStates.Length)
            return TrialState.Waiting;

        // What failed and was asked for again while nothing ran waits, although it has been started.
        TrialState state = InitialStates[number - 1];
        return state == TrialState.Waiting && InitialAttempts[number - 1] > 0 ? TrialState.Failed : state;
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
        _writer.Commit(MakeEnd(trial, outcome, result, isWaitedFor: true));
        RemoveCheckpoint(trial, outcome);
    }

    public void PostEnd(Trial trial, TrialOutcome outcome, TrialResult result)
    {
        _writer.Post(MakeEnd(trial, outcome, result, isWaitedFor: false));
        lock (_lock)
            _posted.Add((trial, outcome));
    }

    public void Flush() => CommitAll(new BarrierWrite());

    private void CommitAll(Write last)
    {
        (Trial Trial, TrialOutcome Outcome)[] ended;
        lock (_lock)
        {
            ended = [.. _posted];
            _posted.Clear();
        }

        _writer.Commit(last);
        foreach ((Trial trial, TrialOutcome outcome) in ended)
            RemoveCheckpoint(trial, outcome);
    }

    private EndTrialWrite MakeEnd(Trial trial, TrialOutcome outcome, TrialResult result, bool isWaitedFor)
    {
        if (outcome.State is TrialState.Waiting or TrialState.Running)
            throw new ArgumentException($"A trial cannot end as {outcome.State.Name()}.", nameof(outcome));
        if (outcome.BestEpoch is null && !result.FinalMetrics.IsEmpty)
            throw new ArgumentException("Final metrics belong to the best epoch, and there is none.", nameof(result));
        if (outcome.Objective is double.NaN)
            throw new ArgumentException("An objective cannot be NaN.", nameof(outcome));
        ThrowIfNoDuration(outcome.DurationSeconds, nameof(outcome));
        TrialKey key = KeyOf(trial);
        return new EndTrialWrite
        {
            Trial = key,
            Outcome = outcome,
            IsWaitedFor = isWaitedFor,
            FinalMetrics = result.FinalMetrics,
            Attachments = [.. result.Attachments.Select(a => Store(key, a))],
            EndedAt = Now(),
        };
    }

    private void RemoveCheckpoint(Trial trial, TrialOutcome outcome)
    {
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
        SweepEnd end = state == SweepState.Completed && _sweep.Former is SweepEnd former ? former : new SweepEnd(
            state, reason, Now());
        CommitAll(new EndSweepWrite
        {
            SweepId = _sweep.SweepId, Reference = _sweep.Reference, State = end.State, Reason = end.Reason,
                EndedAt = end.EndedAt,
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
                trial.Id, attachment.Name, attachment.MediaType, attachment.Content.Length, attachment.Content.ToArray(),
                Path: null);
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
