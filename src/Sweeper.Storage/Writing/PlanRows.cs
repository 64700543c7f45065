using Dapper;
using Sweeper.Storage.Codecs;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>The rows of a plan: those of a new sweep, whose trials all wait, or those that a recorded one lacks.</summary>
internal sealed class PlanRows(SweepPlan plan)
{
    /// <summary>Inserts the sweep, without trials, and returns its key.</summary>
    public long Insert(WriterSession session, SweepReference reference, DateTimeOffset now)
    {
        long sweepId = InsertSweep(session, reference, now);
        WriteDescription(session, sweepId);
        return sweepId;
    }

    /// <summary>Makes a recorded sweep that of the plan, but for its trials.</summary>
    public void Replace(WriterSession session, long sweepId)
    {
        session.Connection.Execute(
            """
            UPDATE sweeps
            SET description = @Description, fingerprint = @Fingerprint, experiment_file = @ExperimentFile,
                experiment_text = @ExperimentText
            WHERE sweep_id = @sweepId
            """,
            new { plan.Description, plan.Fingerprint, plan.ExperimentFile, plan.ExperimentText, sweepId });
        WriteDescription(session, sweepId);
    }

    // What is said of the sweep as a whole, in place of what was.
    private void WriteDescription(WriterSession session, long sweepId)
    {
        session.Connection.Execute(
            "DELETE FROM sweep_facts WHERE sweep_id = @sweepId; DELETE FROM hyperparameters WHERE sweep_id = "
            + "@sweepId", new { sweepId });
        session.Connection.Execute(
            "INSERT INTO sweep_facts (sweep_id, position, name, text) VALUES (@sweepId, @position, @Key, @Value)",
            plan.Facts.Select((f, position) => new { sweepId, position, f.Key, f.Value }));
        session.Connection.Execute(
            """
            INSERT INTO hyperparameters
                (sweep_id, hyperparameter_id, position, is_swept, is_derived, candidates, depends_on_trials)
            VALUES (@sweepId, @hyperparameterId, @position, @IsSwept, @IsDerived, @candidates, @DependsOnTrials)
            """,
            plan.Space.Hyperparameters.Select((h, position) => new
            {
                sweepId,
                hyperparameterId = session.HyperparameterId(h.Name),
                position,
                h.IsSwept,
                h.IsDerived,
                candidates = new ListValue(h.DependsOnTrials ? [] : h.Values).Canonical,
                h.DependsOnTrials,
            }).ToList());
    }

    private long InsertSweep(WriterSession session, SweepReference reference, DateTimeOffset now) =>
        session.Connection.QuerySingle<long>(
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

    /// <summary>
    /// Inserts further trials of a sweep, and says how many are to follow. Returns the key of the first; those of the others
    /// follow it.
    /// </summary>
    public static long InsertTrials(WriterSession session, long sweepId, IReadOnlyList<Trial> trials, int? further)
    {
        session.Statement("UPDATE sweeps SET further_trials = ?2 WHERE sweep_id = ?1").Run(sweepId, further);

        // One writer and rising keys: the keys of the new trials are known before they are inserted.
        long firstId = session.Connection.QuerySingle<long>("SELECT coalesce(max(trial_id), 0) + 1 FROM trials");
        RowInsert rows = new(
            session, "INSERT INTO trials (trial_id, sweep_id, number, repeat, fold, identity, seed, planned_epochs, state) "
                + "VALUES", columns: 9);
        foreach ((int i, Trial trial) in trials.Index())
        {
            rows.Add(
                firstId + i,
                sweepId,
                trial.Number,
                trial.Repeat,
                trial.Fold,
                trial.Identity.Hex,
                trial.Seed,
                trial.PlannedEpochs,
                "waiting");
        }

        rows.Finish();
        RowInsert values = new(
            session, "INSERT INTO hyperparameter_values (trial_id, hyperparameter_id, value, kind) VALUES", columns: 4);
        foreach ((int i, Trial trial) in trials.Index())
        {
            foreach ((string name, HyperparameterValue value) in trial.Values)
                values.Add(firstId + i, session.HyperparameterId(name), StoredValue.Value(value), StoredValue.Kind(value));
        }

        values.Finish();
        foreach ((int i, Trial trial) in trials.Index())
        {
            if (trial.Proposal is TrialProposal proposal)
            {
                session.Statement("INSERT INTO trial_proposals (trial_id, sampler, proposed_from) VALUES (?1, ?2, ?3)")
                    .Run(firstId + i, proposal.Sampler, proposal.From);
            }
        }

        return firstId;
    }
}
