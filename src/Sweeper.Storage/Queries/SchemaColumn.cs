namespace Sweeper.Storage.Queries;

/// <summary>A column that can be queried.</summary>
/// <param name="View">The view it is in.</param>
/// <param name="Column">Its name.</param>
/// <param name="Description">What it holds, in a line.</param>
public sealed record SchemaColumn(string View, string Column, string Description);
