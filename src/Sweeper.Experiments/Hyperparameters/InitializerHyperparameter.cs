using System.Collections.Frozen;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>How weights begin: the text of a name, or a map of name and setting for <c>normal</c> and <c>uniform</c>.</summary>
public sealed class InitializerHyperparameter : HyperparameterDefinition
{
    /// <summary>Normal with standard deviation <see cref="Scale"/>.</summary>
    public const string Normal = "normal";

    /// <summary>Uniform between −<see cref="Range"/> and <see cref="Range"/>.</summary>
    public const string Uniform = "uniform";

    public const string Scale = "scale";
    public const string Range = "range";

    private const string NormalExample = "{name: normal, scale: 0.01}";
    private const string UniformExample = "{name: uniform, range: 0.5}";

    private static readonly NumberRange SettingRange = new(0, ExcludesMinimum: true);
    private static readonly TextValue He = new("he_normal");
    private static readonly TextValue Glorot = new("glorot_uniform");
    private static readonly string[] Plain = ["glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_normal"];

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        [Normal] = Scale,
        [Uniform] = Range,
    };

    public override string Name => HyperparameterNames.Initializer;

    public override string Description => "how the weights begin; biases begin at 0";

    public override string Allowed => $"one of {string.Join(", ", Plain)}, {NormalExample}, {UniformExample}";

    public override string DefaultText => "he_normal for relu, glorot_uniform otherwise";

    public override IReadOnlyList<string> DependsOn => [HyperparameterNames.Activation];

    public override HyperparameterValue DefaultFor(HyperparameterValues values) =>
        values[HyperparameterNames.Activation].ToString() == "relu" ? He : Glorot;

    internal override bool TakesMaps => true;

    internal override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context)
    {
        if (node is MappingNode map)
            return ReadMap(map, context);
        if (node is ScalarNode { Kind: ScalarKind.Text } scalar)
        {
            if (Plain.Contains(scalar.Text))
                return new TextValue(scalar.Text);
            if (Settings.TryGetValue(scalar.Text, out string? setting))
            {
                context.Values.Errors.Add(node, $"{Name} {scalar.Text} needs its {setting}; write {Example(scalar.Text)}");
                return null;
            }
        }

        context.Values.Refuse(node, Name, Allowed);
        return null;
    }

    private HyperparameterValue? ReadMap(MappingNode map, HyperparameterContext context)
    {
        if (map.Find("name") is not SyntaxNode nameNode)
        {
            context.Values.Errors.Add(map, $"{Name} has no name; it must be {Allowed}");
            return null;
        }

        if (context.Values.Choice(nameNode, $"{Name}.name", [.. Plain, .. Settings.Keys]) is not string name)
            return null;
        string? setting = Settings.GetValueOrDefault(name);
        int before = context.Values.Errors.Count;
        MapReader? reader = MapReader.Open(
            map,
            $"{Name} {name}",
            NormalExample,
            setting is null ? ["name"] : ["name", setting],
            FrozenDictionary<string, string>.Empty,
            context.Values.Errors);
        if (setting is null)
            return context.Values.Errors.Count == before ? new TextValue(name) : null;
        SyntaxNode? settingNode = reader?.Find(setting);
        if (settingNode is null)
        {
            context.Values.Errors.Add(map, $"{Name} {name} needs its {setting}; write {Example(name)}");
            return null;
        }

        return context.Values.Number(settingNode, $"{Name}.{setting}", SettingRange) is double amount
            ? new MapValue(new Dictionary<string, HyperparameterValue> { ["name"] = name, [setting] = amount })
            : null;
    }

    private static string Example(string name) => name == Normal ? NormalExample : UniformExample;
}
