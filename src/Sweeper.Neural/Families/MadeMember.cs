using System.Collections.Immutable;

namespace Sweeper.Neural.Families;

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
