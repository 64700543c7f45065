using System.Collections.Immutable;
using Dapper;
using Sweeper.Storage.Connections;

namespace Sweeper.Storage.Writing;

/// <summary>Gives a sweep another name and the next number of it. Its folder is moved by whoever asks.</summary>
internal sealed class RenameSweepWrite(long sweepId, string name, int number, string oldFolder, string newFolder) : Write
{
    public override bool CommitsAtOnce => true;

    public override void Apply(WriterSession session)
    {
        session.Connection.Execute(
            "UPDATE sweeps SET name = @name, number = @number WHERE sweep_id = @sweepId", new { sweepId, name, number });

        // Paths of attachments begin with the folder of their sweep.
        session.Connection.Execute(
            """
            UPDATE attachments SET path = @newFolder || substr(path, @length)
            WHERE path LIKE @oldFolder || '/%' AND trial_id IN (SELECT trial_id FROM trials WHERE sweep_id = @sweepId)
            """,
            new { sweepId, oldFolder, newFolder, length = oldFolder.Length + 1 });
    }
}

/// <summary>Forgets a sweep with everything that belongs to it. Its folder is removed by whoever asks.</summary>
internal sealed class DeleteSweepWrite(long sweepId) : Write
{
    public override bool CommitsAtOnce => true;

    // Every table that has rows of sweeps or trials, whichever version brought it.
    public override void Apply(WriterSession session)
    {
        session.Connection.Execute("PRAGMA defer_foreign_keys = ON");
        foreach (string table in With(session, "trial_id").Where(t => t != "trials"))
        {
            session.Connection.Execute(
                $"DELETE FROM {table} WHERE trial_id IN (SELECT trial_id FROM trials WHERE sweep_id = "
                + $"@sweepId)", new { sweepId });
        }

        foreach (string table in With(session, "sweep_id"))
            session.Connection.Execute($"DELETE FROM {table} WHERE sweep_id = @sweepId", new { sweepId });
    }

    private static ImmutableArray<string> With(WriterSession session, string column) =>
    [
        .. SqliteStatement.Texts(
            session.Connection,
            "SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) "
            + "AS c WHERE c.name = ?1)",
            column),
    ];
}

/// <summary>Changes what people have noted of a sweep.</summary>
/// <param name="sweepId">The sweep.</param>
/// <param name="note">Its note; empty for none, null for the one that it has.</param>
/// <param name="added">Tags that it gets.</param>
/// <param name="removed">Tags that it loses.</param>
internal sealed class NoteSweepWrite(long sweepId, string? note, IReadOnlyCollection<string> added,
    IReadOnlyCollection<string> removed) : Write
{
    public override bool CommitsAtOnce => true;

    public override void Apply(WriterSession session)
    {
        if (note is not null)
        {
            session.Connection.Execute(
                "UPDATE sweeps SET note = nullif(@note, '') WHERE sweep_id = @sweepId", new { sweepId, note });
        }

        session.Connection.Execute(
            "DELETE FROM sweep_tags WHERE sweep_id = @sweepId AND tag = @tag", removed.Select(tag => new { sweepId, tag }));
        session.Connection.Execute(
            "INSERT INTO sweep_tags (sweep_id, tag) VALUES (@sweepId, @tag) ON CONFLICT DO NOTHING",
            added.Select(tag => new { sweepId, tag }));
    }
}
