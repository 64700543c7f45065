using System.Collections.Immutable;

namespace Sweeper.Storage.Versions;

/// <summary>
/// Every step from an empty database to the present schema, in order: versions ascend from 1 without a gap. A step that was
/// released never changes.
/// </summary>
internal static class Migrations
{
    public static ImmutableArray<Migration> All { get; } =
    [
        new Migration(1, InitialSchema.Sql),
        new Migration(2, AttemptsSchema.Sql + PrunerDecisionsSchema.Sql),
        new Migration(3, FoldsSchema.Sql),
        new Migration(4, ChecksumsSchema.Sql),
        new Migration(5, GrowthSchema.Sql),
        new Migration(6, RequestsSchema.Sql),
        new Migration(7, StartsSchema.Sql),
        new Migration(8, NotesSchema.Sql),
    ];
}

/// <summary>The step that brings a database of the version before to <paramref name="Version"/>.</summary>
internal sealed record Migration(int Version, string Sql);
