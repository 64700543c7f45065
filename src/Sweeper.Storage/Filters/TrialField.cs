namespace Sweeper.Storage.Filters;

/// <summary>Something that trials have under a name, by which they can be filtered, sorted and shown.</summary>
/// <param name="Name">Unique among the fields of a sweep.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Key">The name of the fact, hyperparameter or metric.</param>
/// <param name="Kinds">What its values can be.</param>
public sealed record TrialField(string Name, TrialFieldSource Source, string Key, TrialFieldKinds Kinds);
