namespace Sweeper.Storage.Versions;

/// <summary>What version 2 adds: how many attempts each trial has had. Of older trials it is only known whether they had any.</summary>
internal static class AttemptsSchema
{
    public const string Sql =
        """
        ALTER TABLE trials ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0 CHECK (typeof(attempts) = 'integer' AND attempts >= 0);

        UPDATE trials SET attempts = 1 WHERE state <> 'waiting';
        """;
}
