namespace Sweeper.Neural.Families;

/// <summary>
/// The numbers of all settings of a <see cref="FamilyMember"/>: those that are given, and the others at their defaults.
/// </summary>
public sealed class SettingValues
{
    private readonly Dictionary<string, double> _numbers = [];

    internal SettingValues(FamilyMember member, ReadOnlySpan<(string Name, double Number)> given)
    {
        foreach ((string name, double number) in given)
        {
            if (member.Settings.FirstOrDefault(s => s.Name == name) is not { } setting || !setting.Contains(number))
                throw new ArgumentException($"{member.Name} does not take {name} {number}.", nameof(given));
            _numbers.Add(name, number);
        }

        foreach (Setting setting in member.Settings.Where(s => !_numbers.ContainsKey(s.Name)))
            _numbers.Add(
                setting.Name,
                setting.Default ?? throw new ArgumentException($"{member.Name} needs its {setting.Name}.", nameof(given)));
    }

    /// <summary>The number of a setting that the member has.</summary>
    public double this[string setting] => _numbers[setting];
}
