using System.Collections.Immutable;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Families;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>Gives validated values and their settings as .NET types.</summary>
internal readonly struct SettingsReader(HyperparameterValues values)
{
    public double Number(string hyperparameter) => ((NumberValue)values[hyperparameter]).Number;

    /// <summary>Null when the value is a text, such as <c>none</c>.</summary>
    public double? NumberOrNull(string hyperparameter) => (values[hyperparameter] as NumberValue)?.Number;

    public bool Boolean(string hyperparameter) => ((BooleanValue)values[hyperparameter]).Boolean;

    public string Name(string hyperparameter) => NamedHyperparameter.NameOf(values[hyperparameter]);

    /// <summary>The member of a family that a value names.</summary>
    public TMember Member<TMember>(string hyperparameter, ImmutableArray<TMember> family)
        where TMember : FamilyMember => family.Named(Name(hyperparameter));

    /// <summary>The numbers of all settings of such a member, at their defaults when the value does not have them.</summary>
    public (string Name, double Number)[] SettingsOf(string hyperparameter, FamilyMember member)
    {
        HyperparameterValue value = values[hyperparameter];
        var named = (NamedHyperparameter)NetworkHyperparameters.Table.Find(hyperparameter)!;
        return [.. member.Settings.Select(s => (s.Name, NumberOf(s, named.SettingOf(value, s.Name))))];
    }

    private static double NumberOf(Setting setting, HyperparameterValue value) =>
        value is NumberValue number ? number.Number : setting.Choices.IndexOf(value.ToString());
}
