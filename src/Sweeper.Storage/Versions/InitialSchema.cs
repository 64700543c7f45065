namespace Sweeper.Storage.Versions;

/// <summary>
/// The tables of version 1. Times are ISO-8601 text in UTC; rows are ordered by their keys and <c>sequence</c>, never by time.
/// Type checks stand in for STRICT tables, which this SQLite does not have.
/// </summary>
internal static class InitialSchema
{
    private const string TrialStates = "'waiting', 'running', 'completed', 'pruned', 'diverged', 'failed', 'interrupted'";

    // Databases hold these definitions as they are written here, and are compared with them: not a blank of a line may change.
    public const string Sql =
        $"""
        CREATE TABLE sweeps (
            sweep_id INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (typeof(name) = 'text'),
            number INTEGER NOT NULL CHECK (typeof(number) = 'integer' AND number >= 1),
            description TEXT CHECK (typeof(description) IN ('text', 'null')),
            fingerprint TEXT NOT NULL CHECK (typeof(fingerprint) = 'text'),
            experiment_file TEXT NOT NULL CHECK (typeof(experiment_file) = 'text'),
            experiment_text TEXT NOT NULL CHECK (typeof(experiment_text) = 'text'),
            seed INTEGER NOT NULL CHECK (typeof(seed) = 'integer'),
            metric TEXT NOT NULL CHECK (typeof(metric) = 'text'),
            goal TEXT NOT NULL CHECK (goal IN ('minimize', 'maximize')),
            early_stopping TEXT CHECK (early_stopping IS NULL OR json_valid(early_stopping)),
            state TEXT NOT NULL CHECK (state IN ('running', 'completed', 'interrupted')),
            reason TEXT CHECK (typeof(reason) IN ('text', 'null')),
            created_at TEXT NOT NULL CHECK (typeof(created_at) = 'text'),
            ended_at TEXT CHECK (typeof(ended_at) IN ('text', 'null')),
            UNIQUE (name, number)
        );

        CREATE TABLE sweep_facts (
            sweep_id INTEGER NOT NULL REFERENCES sweeps,
            position INTEGER NOT NULL CHECK (typeof(position) = 'integer'),
            name TEXT NOT NULL CHECK (typeof(name) = 'text'),
            text TEXT NOT NULL CHECK (typeof(text) = 'text'),
            PRIMARY KEY (sweep_id, position)
        ) WITHOUT ROWID;

        CREATE TABLE environments (
            environment_id INTEGER PRIMARY KEY,
            sweep_id INTEGER NOT NULL REFERENCES sweeps,
            version TEXT NOT NULL,
            git_commit TEXT,
            operating_system TEXT NOT NULL,
            processor TEXT NOT NULL,
            cores INTEGER NOT NULL CHECK (typeof(cores) = 'integer'),
            runtime TEXT NOT NULL,
            machine_name TEXT NOT NULL,
            process_id INTEGER NOT NULL CHECK (typeof(process_id) = 'integer'),
            command_line TEXT NOT NULL,
            parallel INTEGER NOT NULL CHECK (typeof(parallel) = 'integer'),
            started_at TEXT NOT NULL CHECK (typeof(started_at) = 'text')
        );

        CREATE INDEX environments_of_sweep ON environments (sweep_id);

        CREATE TABLE hyperparameter_names (
            hyperparameter_id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (typeof(name) = 'text')
        );

        CREATE TABLE hyperparameters (
            sweep_id INTEGER NOT NULL REFERENCES sweeps,
            hyperparameter_id INTEGER NOT NULL REFERENCES hyperparameter_names,
            position INTEGER NOT NULL CHECK (typeof(position) = 'integer'),
            is_swept INTEGER NOT NULL CHECK (is_swept IN (0, 1)),
            is_derived INTEGER NOT NULL CHECK (is_derived IN (0, 1)),
            candidates TEXT NOT NULL CHECK (json_valid(candidates)),
            PRIMARY KEY (sweep_id, hyperparameter_id)
        ) WITHOUT ROWID;

        CREATE TABLE trials (
            trial_id INTEGER PRIMARY KEY,
            sweep_id INTEGER NOT NULL REFERENCES sweeps,
            number INTEGER NOT NULL CHECK (typeof(number) = 'integer' AND number >= 1),
            repeat INTEGER NOT NULL CHECK (typeof(repeat) = 'integer' AND repeat >= 1),
            identity TEXT NOT NULL CHECK (typeof(identity) = 'text'),
            seed INTEGER NOT NULL CHECK (typeof(seed) = 'integer'),
            planned_epochs INTEGER NOT NULL CHECK (typeof(planned_epochs) = 'integer'),
            state TEXT NOT NULL CHECK (state IN ({TrialStates})),
            reason TEXT CHECK (typeof(reason) IN ('text', 'null')),
            last_epoch INTEGER CHECK (typeof(last_epoch) IN ('integer', 'null')),
            best_epoch INTEGER CHECK (typeof(best_epoch) IN ('integer', 'null')),
            objective REAL CHECK (typeof(objective) IN ('real', 'null')),
            started_at TEXT CHECK (typeof(started_at) IN ('text', 'null')),
            ended_at TEXT CHECK (typeof(ended_at) IN ('text', 'null')),
            duration_seconds REAL CHECK (typeof(duration_seconds) IN ('real', 'null')),
            environment_id INTEGER REFERENCES environments,
            UNIQUE (sweep_id, number),
            UNIQUE (sweep_id, identity)
        );

        CREATE INDEX unfinished_trials ON trials (state) WHERE state = 'running';

        -- A number is REAL or, when it is whole, INTEGER; a boolean is 0 or 1; lists and maps are JSON text.
        CREATE TABLE hyperparameter_values (
            trial_id INTEGER NOT NULL REFERENCES trials,
            hyperparameter_id INTEGER NOT NULL REFERENCES hyperparameter_names,
            value NOT NULL CHECK (typeof(value) = CASE kind
                WHEN 'number' THEN CASE typeof(value) WHEN 'integer' THEN 'integer' ELSE 'real' END
                WHEN 'boolean' THEN 'integer'
                ELSE 'text' END),
            kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'boolean', 'list', 'map')),
            PRIMARY KEY (trial_id, hyperparameter_id)
        ) WITHOUT ROWID;

        CREATE TABLE trial_epochs (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            trial_id INTEGER NOT NULL REFERENCES trials,
            epoch INTEGER NOT NULL CHECK (typeof(epoch) = 'integer' AND epoch >= 0),
            duration_seconds REAL NOT NULL CHECK (typeof(duration_seconds) = 'real' AND duration_seconds >= 0),
            ended_at TEXT NOT NULL CHECK (typeof(ended_at) = 'text'),
            UNIQUE (trial_id, epoch)
        );

        CREATE TABLE metric_names (
            metric_id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (typeof(name) = 'text')
        );

        -- SQLite has no NaN, and some programs cannot read its infinities: those are NULL, and kind says which.
        CREATE TABLE metrics (
            trial_id INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            metric_id INTEGER NOT NULL REFERENCES metric_names,
            value REAL,
            kind TEXT,
            PRIMARY KEY (trial_id, epoch, metric_id),
            FOREIGN KEY (trial_id, epoch) REFERENCES trial_epochs (trial_id, epoch),
            CHECK (CASE WHEN kind IS NULL THEN typeof(value) = 'real' ELSE kind IN ('nan', 'inf', '-inf') AND value IS NULL END)
        ) WITHOUT ROWID;

        -- Either the content is here, or it is in a file whose path is relative to the folder of the database.
        CREATE TABLE attachments (
            attachment_id INTEGER PRIMARY KEY,
            trial_id INTEGER NOT NULL REFERENCES trials,
            name TEXT NOT NULL CHECK (typeof(name) = 'text'),
            media_type TEXT NOT NULL CHECK (typeof(media_type) = 'text'),
            bytes INTEGER NOT NULL CHECK (typeof(bytes) = 'integer'),
            content BLOB CHECK (typeof(content) IN ('blob', 'null')),
            path TEXT CHECK (typeof(path) IN ('text', 'null')),
            UNIQUE (trial_id, name),
            CHECK ((content IS NULL) <> (path IS NULL))
        );
        """;
}
