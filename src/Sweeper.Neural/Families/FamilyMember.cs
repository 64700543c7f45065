using System.Collections.Immutable;

namespace Sweeper.Neural.Families;

/// <summary>
/// One of the things of a kind that a network can be made with, such as an activation. Files, schemas and models know it by its
/// name and its settings, and by nothing else.
/// </summary>
public abstract class FamilyMember
{
    private protected FamilyMember(string name, ImmutableArray<Setting> settings) => (Name, Settings) = (name, settings);

    /// <summary>As it is written in a file; no other member of the family has it.</summary>
    public string Name { get; }

    /// <summary>What it leaves open.</summary>
    public ImmutableArray<Setting> Settings { get; }

    /// <summary>How it is written where a setting must be given; null where none must.</summary>
    public string? Example { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The numbers of its settings.</summary>
    /// <exception cref="ArgumentException">A number is missing, is not of this member, or is none that it takes.</exception>
    internal SettingValues With(params ReadOnlySpan<(string Name, double Number)> given) => new(this, given);
}

/// <summary>A member of a family that its settings make, whatever the network computes with.</summary>
/// <typeparam name="TMade">What all members of the family are.</typeparam>
public sealed class MadeMember<TMade> : FamilyMember
{
    private readonly Func<SettingValues, TMade> _make;

    internal MadeMember(string name, Func<SettingValues, TMade> make, params ImmutableArray<Setting> settings)
        : base(name, settings) => _make = make;

    /// <exception cref="ArgumentException">A number is missing, is not of this member, or is none that it takes.</exception>
    public TMade Create(params ReadOnlySpan<(string Name, double Number)> settings) => _make(With(settings));
}

/// <summary>Finds members by their names.</summary>
public static class FamilyLookup
{
    /// <summary>The member of a name.</summary>
    /// <exception cref="ArgumentException">None has it.</exception>
    public static TMember Named<TMember>(this ImmutableArray<TMember> family, string name)
        where TMember : FamilyMember =>
        family.FirstOrDefault(m => m.Name == name) ?? throw new ArgumentException(
            $"'{name}' is none of {string.Join(", ", family.Select(m => m.Name))}.", nameof(name));
}
