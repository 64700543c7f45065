using Sweeper.Experiments.Hyperparameters;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Training;

/// <summary>Gives validated values and their settings as .NET types.</summary>
internal readonly struct SettingsReader(HyperparameterValues values)
{
    /// <summary>What is thrown where validation and engine know different names: a mistake in the program.</summary>
    public static InvalidOperationException Unknown(string hyperparameter, string name) =>
        new($"Validation let {hyperparameter} '{name}' through, which the engine does not have.");

    public double Number(string hyperparameter) => ((NumberValue)values[hyperparameter]).Number;

    /// <summary>Null when the value is a text, such as <c>none</c>.</summary>
    public double? NumberOrNull(string hyperparameter) => (values[hyperparameter] as NumberValue)?.Number;

    public bool Boolean(string hyperparameter) => ((BooleanValue)values[hyperparameter]).Boolean;

    public string Name(string hyperparameter) => NamedHyperparameter.NameOf(values[hyperparameter]);

    /// <summary>A numeric setting of a value, at its default when the value does not have it.</summary>
    public double Setting(string hyperparameter, string setting) => ((NumberValue)Find(hyperparameter, setting)).Number;

    /// <summary>A setting of a value that is a name.</summary>
    public string SettingName(string hyperparameter, string setting) => Find(hyperparameter, setting).ToString();

    private HyperparameterValue Find(string hyperparameter, string setting) =>
        ((NamedHyperparameter)NetworkHyperparameters.Find(hyperparameter)!).SettingOf(values[hyperparameter], setting);
}
