using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>
/// Adds an epoch with its metrics to a running trial, in place of that epoch of an attempt that was interrupted. Nearly all
/// writes are of this kind, so neighbours go together.
/// </summary>
internal sealed class EpochWrite : Write
{
    public required TrialKey Trial { get; init; }

    public required EpochMetrics Metrics { get; init; }

    /// <summary>What a pruner decided on the trial after the epoch; null when it made no new decision.</summary>
    public PrunerDecision? Decision { get; init; }

    /// <summary>Whether it adds to an epoch that need not be the last, nor be there yet.</summary>
    public bool IsAmendment { get; init; }

    public required string EndedAt { get; init; }

    public override bool CommitsAtOnce => false;

    public override void Apply(WriterSession session) => ApplyAll(session, [this]);

    /// <summary>Carries out several writes. However many of them are of one trial, its row changes once.</summary>
    public static void ApplyAll(WriterSession session, ReadOnlySpan<EpochWrite> writes)
    {
        AdvanceTrials(session, writes);
        foreach (EpochWrite write in writes)
        {
            RowInsert epochs = write.IsAmendment ? session.AmendedEpochs : session.Epochs;
            epochs.Add(write.Trial.Id, write.Metrics.Epoch, write.Metrics.DurationSeconds, write.EndedAt);
        }

        session.Epochs.Finish();
        session.AmendedEpochs.Finish();
        foreach (EpochWrite write in writes)
            session.AddMetrics(write.Trial, write.Metrics.Epoch, write.Metrics.Metrics.AsSpan());
        session.Metrics.Finish();
        foreach (EpochWrite write in writes)
        {
            if (write.Decision is PrunerDecision decision)
                Insert(session, write.Trial, decision);
        }
    }

    private static void AdvanceTrials(WriterSession session, ReadOnlySpan<EpochWrite> writes)
    {
        Dictionary<long, (TrialKey Trial, int First, int Last)> epochs = [];
        SqliteStatement amend = session.Statement(
            "UPDATE trials SET last_epoch = max(coalesce(last_epoch, -1), ?2) WHERE trial_id = ?1 AND state = 'running'");
        foreach (EpochWrite write in writes)
        {
            int epoch = write.Metrics.Epoch;
            if (write.IsAmendment)
            {
                if (!epochs.ContainsKey(write.Trial.Id) && amend.Run(write.Trial.Id, epoch) != 1)
                    throw write.Trial.NotExpected(session, "amend an epoch");
                continue;
            }

            bool hasEarlier = epochs.TryGetValue(write.Trial.Id, out (TrialKey Trial, int First, int Last) own);
            if (hasEarlier && epoch <= own.Last)
                throw write.Trial.NotExpected(session, "record an epoch");
            epochs[write.Trial.Id] = (write.Trial, hasEarlier ? own.First : epoch, epoch);
        }

        SqliteStatement advance = session.Statement(
            """
            UPDATE trials SET last_epoch = ?3
            WHERE trial_id = ?1 AND state = 'running' AND coalesce(last_epoch, -1) < ?2
            """);
        foreach ((TrialKey trial, int first, int last) in epochs.Values)
        {
            if (advance.Run(trial.Id, first, last) != 1)
                throw trial.NotExpected(session, "record an epoch");
        }
    }

    private static void Insert(WriterSession session, TrialKey trial, PrunerDecision decision) => session.Statement(
        """
        INSERT INTO pruner_decisions (trial_id, rule, rung, epoch, value, kind, threshold, compared, kept, is_pruned)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """).Run(
            trial.Id,
            decision.Rule,
            decision.Rung,
            decision.Epoch,
            StoredMetric.Value(decision.Value),
            StoredMetric.Kind(decision.Value),
            decision.Threshold,
            decision.Compared,
            decision.Kept,
            decision.IsPruned ? 1 : 0);
}
