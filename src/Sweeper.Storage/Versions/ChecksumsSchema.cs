namespace Sweeper.Storage.Versions;

/// <summary>What version 4 adds: the SHA-256 of each attachment's file as it was written; NULL where the content is in the row, and in older rows.</summary>
internal static class ChecksumsSchema
{
    public const string Sql =
        """
        ALTER TABLE attachments ADD COLUMN sha256 TEXT CHECK (sha256 IS NULL OR (typeof(sha256) = 'text' AND length(sha256) = 64));
        """;
}
