namespace Sweeper.Storage.Filters;

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
