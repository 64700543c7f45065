using System.Collections.Immutable;

namespace Sweeper.Neural.Families;

/// <summary>
/// What a <see cref="FamilyMember"/> leaves open, such as the momentum of an optimiser: a number, or one of a few names.
/// </summary>
/// <param name="Name">As it is written in a file.</param>
/// <param name="Description">What it does, in a line without a full stop.</param>
public sealed record Setting(string Name, string Description)
{
    public double Minimum { get; init; }

    public double Maximum { get; init; } = double.PositiveInfinity;

    public bool ExcludesMinimum { get; init; }

    public bool ExcludesMaximum { get; init; }

    /// <summary>Whether it must be a whole number.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Null when it must be given.</summary>
    public double? Default { get; init; }

    /// <summary>
    /// The names that it may be, of which its number is the place, from 0; empty when it is a number in its own right.
    /// </summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>One of a few names, the first when it is not given.</summary>
    public static Setting Choice(string name, string description, params ImmutableArray<string> choices) =>
        new(name, description) { Choices = choices, Maximum = choices.Length - 1, IsWhole = true, Default = 0 };

    /// <summary>Whether it may be a number.</summary>
    public bool Contains(double number) =>
        (ExcludesMinimum ? number > Minimum : number >= Minimum)
        && (ExcludesMaximum ? number < Maximum : number <= Maximum)
        && (!IsWhole || number == Math.Floor(number));
}
