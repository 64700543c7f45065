using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Sweeper.Storage.Codecs;
using Sweeper.Storage.Connections;
using Sweeper.Storage.Files;
using Sweeper.Storage.Filters;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Reading;

/// <summary>Reads the trials of a sweep.</summary>
internal static class TrialQueries
{
    public static ImmutableArray<TrialRecord> All(SqliteConnection connection, long sweepId)
    {
        using TrialLoader loader = new(connection);
        using SqliteStatement keys = new(connection, "SELECT trial_id FROM trials WHERE sweep_id = ?1 ORDER BY number");
        keys.Bind(sweepId);
        var trials = ImmutableArray.CreateBuilder<TrialRecord>();
        while (keys.Step())
            trials.Add(loader.Load(keys.Int64(0)));
        return trials.ToImmutable();
    }

    /// <summary>Those of some numbers, in their order; numbers that no trial has are passed over.</summary>
    public static ImmutableArray<TrialRecord> Some(SqliteConnection connection, long sweepId, IEnumerable<int> numbers)
    {
        using TrialLoader loader = new(connection);
        return
        [
            .. numbers.Select(n => ProgressQueries.KeyOf(connection, sweepId, n)).Where(key => key != 0)
                .Select(key => loader.Load(key)),
        ];
    }

    public static SelectedTrials Select(
        SqliteConnection connection, SweepRecord sweep, TrialFields fields, TrialSelection selection)
    {
        List<(long TrialId, int? Rank)> found = TrialSelector.Select(connection, sweep, fields, selection);
        using TrialLoader loader = new(connection);
        return new SelectedTrials(
            [.. found.Take(selection.Top ?? int.MaxValue).Select(t => loader.Load(t.TrialId, t.Rank))], found.Count);
    }

    /// <summary>Every trial in the order of a selection, each read when it is asked for.</summary>
    public static IEnumerable<SelectedTrial> Stream(
        SqliteConnection connection, SweepRecord sweep, TrialFields fields, TrialSelection selection)
    {
        using TrialLoader loader = new(connection);
        foreach ((long trialId, int? rank) in TrialSelector.Select(connection, sweep, fields, selection))
            yield return loader.Load(trialId, rank);
    }

    /// <summary>Everything of one trial; null when the sweep has none of that number.</summary>
    public static TrialDetails? Find(SqliteConnection connection, ResultsFolder folder, SweepRecord sweep, int number)
    {
        using SqliteStatement statement = new(
            connection,
            $"""
            SELECT t.trial_id, t.environment_id, CASE WHEN {StoredRank.IsRanked("t")} THEN 1 + (
                SELECT count(*) FROM trials AS o
                WHERE o.sweep_id = t.sweep_id AND {StoredRank.IsRanked("o")}
                    AND CASE ?3 WHEN 'maximize' THEN o.objective > t.objective ELSE o.objective < t.objective END) END,
                t.starts, p.node, p.job
            FROM trials AS t LEFT JOIN trial_places AS p ON p.trial_id = t.trial_id
            WHERE t.sweep_id = ?1 AND t.number = ?2
            """);
        if (!statement.Bind(sweep.Id, number, Sweeps.Objectives.Goals.Name(sweep.Objective.Goal)).Step())
            return null;
        using TrialLoader loader = new(connection);
        return new TrialDetails
        {
            Selected = loader.Load(statement.Int64(0), statement.Int32OrNull(2)),
            Attempts = statement.Int32(3),
            Node = statement.TextOrNull(4),
            Job = statement.TextOrNull(5),
            Environment = statement.IsNull(1) ? null : EnvironmentQueries.Find(connection, statement.Int64(1)),
            Attachments = Attachments(connection, folder, statement.Int64(0)),
        };
    }

    private static ImmutableArray<AttachmentRecord> Attachments(SqliteConnection connection, ResultsFolder folder, long trialId)
    {
        using SqliteStatement statement = new(
            connection, "SELECT name, media_type, bytes, path FROM attachments WHERE trial_id = ?1 ORDER BY attachment_id");
        statement.Bind(trialId);
        var attachments = ImmutableArray.CreateBuilder<AttachmentRecord>();
        while (statement.Step())
        {
            string? path = statement.TextOrNull(3) is string relative ? folder.Resolve(relative) : null;
            attachments.Add(new AttachmentRecord(statement.Text(0), statement.Text(1), statement.Int64(2), path));
        }

        return attachments.ToImmutable();
    }
}
