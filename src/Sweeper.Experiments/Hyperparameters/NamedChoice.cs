using System.Collections.Immutable;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>One of the names that a <see cref="NamedHyperparameter"/> can be.</summary>
/// <param name="Name">As it is written in a file.</param>
/// <param name="Settings">What else its map may hold.</param>
public sealed record NamedChoice(string Name, params ImmutableArray<SettingDefinition> Settings)
{
    /// <summary>How its map is written; shown where a setting must be given.</summary>
    public string? Example { get; init; }

    public bool NeedsSettings => Settings.Any(s => s.Default is null);
}
