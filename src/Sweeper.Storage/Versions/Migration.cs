namespace Sweeper.Storage.Versions;

/// <summary>The step that brings a database of the version before to <paramref name="Version"/>.</summary>
internal sealed record Migration(int Version, string Sql);
