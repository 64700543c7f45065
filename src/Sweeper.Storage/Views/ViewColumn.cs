namespace Sweeper.Storage.Views;

/// <summary>A column that a view always has.</summary>
/// <param name="Name">Its name, which is a promise.</param>
/// <param name="Description">What it holds, in a line.</param>
internal sealed record ViewColumn(string Name, string Description);
