using System.Collections.Immutable;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Experiments.Values;
using Sweeper.Neural.Families;

namespace Sweeper.Training.Hyperparameters;

/// <summary>Families of the built-in network as the names and settings that an experiment can choose.</summary>
internal static class FamilyChoices
{
    /// <summary>A choice for each member.</summary>
    public static ImmutableArray<NamedChoice> Of(IEnumerable<FamilyMember> family) =>
        [.. family.Select(m => new NamedChoice(m.Name, [.. m.Settings.Select(Definition)]) { Example = m.Example })];

    private static SettingDefinition Definition(Setting setting)
    {
        var range = new NumberRange(setting.Minimum, setting.Maximum, setting.ExcludesMinimum, setting.ExcludesMaximum);
        return setting switch
        {
            { Choices.IsEmpty: false } => SettingDefinition.Choice(setting.Name, setting.Description, setting.Choices),
            { IsWhole: true } => SettingDefinition.Integer(setting.Name, setting.Description, range, setting.Default),
            _ => SettingDefinition.Number(setting.Name, setting.Description, range, setting.Default),
        };
    }
}
