using System.Globalization;

namespace Sweeper.Sweeps.Store;

/// <summary>Names one sweep: the first of a name is number 1, the next one of the same name number 2.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens.</param>
/// <param name="Number">From 1.</param>
public readonly record struct SweepReference(string Name, int Number)
{
    /// <summary>
    /// The folder below the results folder that holds the sweep's report and models: <c>name</c>, then <c>name.2</c>. A name
    /// has no dot, so no two sweeps share a folder.
    /// </summary>
    public string FolderName => Number == 1 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}.{Number}");

    /// <summary>
    /// <c>name#1</c>: what a command takes for this sweep whatever others of its name there are. The name alone is the latest.
    /// </summary>
    public string Exact => string.Create(CultureInfo.InvariantCulture, $"{Name}#{Number}");

    /// <summary><c>name</c> for the first sweep of a name, <c>name#2</c> for later ones.</summary>
    public override string ToString() => Number == 1 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}#{Number}");
}
