using System.Collections.Immutable;

namespace Sweeper.Neural.Families;

/// <summary>Finds members by their names.</summary>
public static class FamilyLookup
{
    /// <summary>The member of a name.</summary>
    /// <exception cref="ArgumentException">None has it.</exception>
    public static TMember Named<TMember>(this ImmutableArray<TMember> family, string name)
        where TMember : FamilyMember =>
        family.FirstOrDefault(m => m.Name == name) ?? throw new ArgumentException($"'{name}' is none of {string.Join(", ", family.Select(m => m.Name))}.", nameof(name));
}
