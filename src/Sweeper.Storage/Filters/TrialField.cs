namespace Sweeper.Storage.Filters;

/// <summary>Something that trials have under a name, by which they can be filtered, sorted and shown.</summary>
/// <param name="Name">Unique among the fields of a sweep.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Key">The name of the fact, hyperparameter or metric.</param>
/// <param name="Kinds">What its values can be.</param>
public sealed record TrialField(string Name, TrialFieldSource Source, string Key, TrialFieldKinds Kinds);

/// <summary>Where the value of a field comes from.</summary>
public enum TrialFieldSource
{
    /// <summary>The trial itself: its number, its state.</summary>
    Fact,

    Hyperparameter,

    /// <summary>A metric at the best epoch.</summary>
    BestMetric,

    /// <summary>A metric at the last epoch.</summary>
    FinalMetric,
}

/// <summary>What values a field can have; any of them can be missing.</summary>
[Flags]
public enum TrialFieldKinds
{
    None = 0,

    /// <summary>Numbers.</summary>
    Number = 1,

    /// <summary>Texts; lists and maps are JSON text.</summary>
    Text = 2,

    /// <summary>True and false, which compare as 1 and 0.</summary>
    Boolean = 4,
}
