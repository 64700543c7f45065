namespace Sweeper.Storage.Versions;

/// <summary>What version 3 adds: which fold of the training set each trial of a cross-validation validates on; NULL in all others.</summary>
internal static class FoldsSchema
{
    public const string Sql =
        """
        ALTER TABLE trials ADD COLUMN fold INTEGER CHECK (fold IS NULL OR (typeof(fold) = 'integer' AND fold >= 1));
        """;
}
