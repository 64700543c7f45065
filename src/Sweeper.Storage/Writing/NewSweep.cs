using Dapper;
using Sweeper.Storage.Databases;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Writing;

/// <summary>The rows of a sweep whose trials all wait.</summary>
internal sealed class NewSweep(SweepPlan plan, SweepReference reference, DateTimeOffset now)
{
    /// <summary>Inserts all rows and returns the key of the sweep.</summary>
    public long Insert(WriterSession session)
    {
        long sweepId = InsertSweep(session);
        session.Connection.Execute(
            "INSERT INTO sweep_facts (sweep_id, position, name, text) VALUES (@sweepId, @position, @Key, @Value)",
            plan.Facts.Select((f, position) => new { sweepId, position, f.Key, f.Value }));
        session.Connection.Execute(
            """
            INSERT INTO hyperparameters (sweep_id, hyperparameter_id, position, is_swept, is_derived, candidates)
            VALUES (@sweepId, @hyperparameterId, @position, @IsSwept, @IsDerived, @candidates)
            """,
            plan.Space.Hyperparameters.Select((h, position) => new
            {
                sweepId,
                hyperparameterId = session.HyperparameterId(h.Name),
                position,
                h.IsSwept,
                h.IsDerived,
                candidates = new ListValue(h.Values).Canonical,
            }).ToList());
        InsertTrials(session, sweepId);
        return sweepId;
    }

    private long InsertSweep(WriterSession session) => session.Connection.QuerySingle<long>(
        """
        INSERT INTO sweeps (name, number, description, fingerprint, experiment_file, experiment_text, seed, metric, goal,
            early_stopping, state, created_at)
        VALUES (@Name, @Number, @Description, @Fingerprint, @ExperimentFile, @ExperimentText, @Seed, @Metric, @Goal,
            @EarlyStopping, 'running', @CreatedAt)
        RETURNING sweep_id
        """,
        new
        {
            plan.Name,
            reference.Number,
            plan.Description,
            plan.Fingerprint,
            plan.ExperimentFile,
            plan.ExperimentText,
            plan.Seed,
            plan.Objective.Metric,
            Goal = plan.Objective.Goal.Name(),
            EarlyStopping = StoredEarlyStopping.Write(plan.EarlyStopping),
            CreatedAt = StoredTime.Write(now),
        });

    private void InsertTrials(WriterSession session, long sweepId)
    {
        // One writer and rising keys: the keys of the new trials are known before they are inserted.
        long firstId = session.Connection.QuerySingle<long>("SELECT coalesce(max(trial_id), 0) + 1 FROM trials");
        session.Connection.Execute(
            """
            INSERT INTO trials (trial_id, sweep_id, number, repeat, identity, seed, planned_epochs, state)
            VALUES (@trialId, @sweepId, @Number, @Repeat, @Hex, @Seed, @PlannedEpochs, 'waiting')
            """,
            plan.Trials.Select((t, i) => new { trialId = firstId + i, sweepId, t.Number, t.Repeat, t.Identity.Hex, t.Seed, t.PlannedEpochs }));

        // Names are registered before the insert starts: no statement may run while another's parameters are enumerated.
        foreach (string name in plan.Trials.SelectMany(t => t.Values).Select(v => v.Key).Distinct(StringComparer.Ordinal).ToList())
            session.HyperparameterId(name);
        session.Connection.Execute(
            """
            INSERT INTO hyperparameter_values (trial_id, hyperparameter_id, value, kind)
            VALUES (@trialId, @hyperparameterId, @value, @kind)
            """,
            plan.Trials.SelectMany((t, i) => t.Values.Select(v => new
            {
                trialId = firstId + i,
                hyperparameterId = session.HyperparameterId(v.Key),
                value = StoredValue.Value(v.Value),
                kind = StoredValue.Kind(v.Value),
            })));
    }
}
