using Sweeper.Storage.Views;

namespace Sweeper.Storage.Versions;

/// <summary>
/// What version 2 adds: how many attempts each trial has had. Of older trials it is only known whether they had any.
/// </summary>
internal static class AttemptsSchema
{
    public const string Sql =
        """
        ALTER TABLE trials ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0 CHECK (typeof(attempts) = 'integer' AND attempts >= 0);

        UPDATE trials SET attempts = 1 WHERE state <> 'waiting';
        """;
}

/// <summary>What version 2 adds for pruners: their decisions, in the order in which they were made.</summary>
internal static class PrunerDecisionsSchema
{
    public const string Sql =
        """
        -- A row for each trial and rung, also when the trial went on: what later trials met there depends on it. Kept when a
        -- trial starts anew, so that it meets the same decisions again. A value that is NULL is NaN or infinite, and kind says
        -- which.
        CREATE TABLE pruner_decisions (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            trial_id INTEGER NOT NULL REFERENCES trials,
            rule TEXT NOT NULL CHECK (typeof(rule) = 'text'),
            rung INTEGER NOT NULL CHECK (typeof(rung) = 'integer'),
            epoch INTEGER NOT NULL CHECK (typeof(epoch) = 'integer' AND epoch >= rung),
            value REAL,
            kind TEXT,
            threshold REAL CHECK (typeof(threshold) IN ('real', 'null')),
            compared INTEGER NOT NULL CHECK (typeof(compared) = 'integer' AND compared >= 0),
            kept INTEGER NOT NULL CHECK (typeof(kept) = 'integer' AND kept >= 0),
            is_pruned INTEGER NOT NULL CHECK (is_pruned IN (0, 1)),
            UNIQUE (trial_id, rung),
            CHECK (CASE WHEN kind IS NULL THEN typeof(value) = 'real' ELSE kind IN ('nan', 'inf', '-inf') AND value IS NULL END)
        );

        -- Its columns are a promise, and the same in every database, so it is never written anew.
        CREATE VIEW pruning AS
        SELECT s.name AS sweep, s.number AS sweep_number, d.sequence AS sequence, t.number AS trial, d.rule AS rule,
            d.epoch AS epoch, d.value AS value, d.threshold AS threshold, d.compared AS compared, d.kept AS kept,
            d.is_pruned AS is_pruned
        FROM sweeps AS s CROSS JOIN trials AS t ON t.sweep_id = s.sweep_id
            CROSS JOIN pruner_decisions AS d ON d.trial_id = t.trial_id;
        """;
}

/// <summary>
/// What version 3 adds: which fold of the training set each trial of a cross-validation validates on; NULL in all others.
/// </summary>
internal static class FoldsSchema
{
    public const string Sql =
        """
        ALTER TABLE trials ADD COLUMN fold INTEGER CHECK (fold IS NULL OR (typeof(fold) = 'integer' AND fold >= 1));
        """;
}

/// <summary>
/// What version 4 adds: the SHA-256 of each attachment's file as it was written; NULL where the content is in the row, and in
/// older rows.
/// </summary>
internal static class ChecksumsSchema
{
    public const string Sql =
        """
        ALTER TABLE attachments ADD COLUMN
            sha256 TEXT CHECK (sha256 IS NULL OR (typeof(sha256) = 'text' AND length(sha256) = 64));
        """;
}

/// <summary>
/// What version 5 adds for plans that grow: how many trials are yet to be recorded, and what those that followed from results
/// came from.
/// </summary>
internal static class GrowthSchema
{
    public const string Sql =
        """
        -- How many planned trials are not recorded yet; NULL when there is no telling how many.
        ALTER TABLE sweeps ADD COLUMN further_trials INTEGER DEFAULT 0
            CHECK (further_trials IS NULL OR (typeof(further_trials) = 'integer' AND further_trials >= 0));

        -- Whether its values are those of the sweep's trials; its candidates are empty then.
        ALTER TABLE hyperparameters ADD COLUMN depends_on_trials INTEGER NOT NULL DEFAULT 0 CHECK (depends_on_trials IN (0, 1));

        -- The sampler that proposed a trial, and the trials that had ended by then; none where a plan is known beforehand.
        CREATE TABLE trial_proposals (
            trial_id INTEGER PRIMARY KEY REFERENCES trials,
            sampler TEXT NOT NULL CHECK (typeof(sampler) = 'text'),
            proposed_from TEXT NOT NULL CHECK (typeof(proposed_from) = 'text')
        );

        -- Its columns are a promise, and the same in every database, so it is never written anew.
        CREATE VIEW proposals AS
        SELECT s.name AS sweep, s.number AS sweep_number, t.number AS trial, t.repeat AS repeat, t.fold AS fold,
            p.sampler AS sampler, p.proposed_from AS proposed_from
        FROM sweeps AS s CROSS JOIN trials AS t ON t.sweep_id = s.sweep_id
            CROSS JOIN trial_proposals AS p ON p.trial_id = t.trial_id;
        """;
}

/// <summary>What version 6 adds: what was asked of sweeps and trials, by whom, and what came of it.</summary>
internal static class RequestsSchema
{
    public const string Sql =
        """
        CREATE TABLE requests (
            request_id INTEGER PRIMARY KEY,
            sweep_id INTEGER NOT NULL REFERENCES sweeps,
            -- NULL where it was asked of the whole sweep.
            trial_id INTEGER REFERENCES trials,
            kind TEXT NOT NULL CHECK (kind IN ('stop', 'prune', 'retry')),
            asked_by TEXT NOT NULL,
            asked_at TEXT NOT NULL,
            is_granted INTEGER NOT NULL CHECK (is_granted IN (0, 1)),
            answer TEXT NOT NULL
        ) STRICT;
        """;
}

/// <summary>
/// What version 7 adds: how often each trial was started, one that went on included, and where it was started last, for trials
/// on other machines. Of older trials only starts from the beginning were counted.
/// </summary>
internal static class StartsSchema
{
    public const string Sql =
        """
        ALTER TABLE trials ADD COLUMN starts INTEGER NOT NULL DEFAULT 0 CHECK (typeof(starts) = 'integer' AND starts >= 0);
        UPDATE trials SET starts = attempts;

        -- The machine and the cluster's job of a trial's last start; none where that was where the sweep ran.
        CREATE TABLE trial_places (
            trial_id INTEGER PRIMARY KEY REFERENCES trials,
            node TEXT NOT NULL CHECK (typeof(node) = 'text'),
            job TEXT NOT NULL CHECK (typeof(job) = 'text')
        );
        """;
}

/// <summary>
/// What version 8 adds: what people note of sweeps, their tags, and in the views which sweep of a name is meant.
/// </summary>
internal static class NotesSchema
{
    public const string Sql =
        $"""
        ALTER TABLE sweeps ADD COLUMN note TEXT CHECK (note IS NULL OR (typeof(note) = 'text' AND length(note) > 0));
        CREATE TABLE sweep_tags (
            sweep_id INTEGER NOT NULL REFERENCES sweeps,
            tag TEXT NOT NULL CHECK (typeof(tag) = 'text' AND length(tag) BETWEEN 1 AND 64),
            PRIMARY KEY (sweep_id, tag)
        ) WITHOUT ROWID;
        DROP VIEW pruning;
        CREATE VIEW pruning AS
        SELECT {DocumentedViews.SweepColumns}, d.sequence AS sequence, t.number AS trial, d.rule AS rule, d.epoch AS epoch,
            d.value AS value, d.threshold AS threshold, d.compared AS compared, d.kept AS kept, d.is_pruned AS is_pruned
        FROM sweeps AS s CROSS JOIN trials AS t ON t.sweep_id = s.sweep_id
            CROSS JOIN pruner_decisions AS d ON d.trial_id = t.trial_id;
        DROP VIEW proposals;
        CREATE VIEW proposals AS
        SELECT {DocumentedViews.SweepColumns}, t.number AS trial, t.repeat AS repeat, t.fold AS fold, p.sampler AS sampler,
            p.proposed_from AS proposed_from
        FROM sweeps AS s CROSS JOIN trials AS t ON t.sweep_id = s.sweep_id
            CROSS JOIN trial_proposals AS p ON p.trial_id = t.trial_id;
        """;
}
