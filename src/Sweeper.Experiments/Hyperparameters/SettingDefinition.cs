using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Schemas;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>A setting in the map of a value, such as the decay of an optimiser.</summary>
internal sealed record SettingDefinition
{
    private readonly Func<ValueReader, SyntaxNode, string, HyperparameterValue?> _read;

    private SettingDefinition(
        string name,
        HyperparameterValue? defaultValue,
        Func<JsonObject> schema,
        Func<ValueReader, SyntaxNode, string, HyperparameterValue?> read)
    {
        Schema = schema;
        Name = name;
        Default = defaultValue;
        _read = read;
    }

    public string Name { get; }

    /// <summary>Null when the setting must be given.</summary>
    public HyperparameterValue? Default { get; }

    /// <summary>Makes the JSON Schema of the setting anew.</summary>
    public Func<JsonObject> Schema { get; }

    /// <summary>A real number; without a default it must be given.</summary>
    public static SettingDefinition Number(string name, NumberRange range, double? defaultNumber = null) => new(
        name,
        defaultNumber is double number ? new NumberValue(number) : null,
        () => SchemaParts.Number(range),
        (values, node, key) => values.Number(node, key, range) is double read ? new NumberValue(read) : null);

    /// <summary>A whole number that must be given.</summary>
    public static SettingDefinition Integer(string name, NumberRange range) => new(
        name, null, () => SchemaParts.Integer(range), (values, node, key) => values.Integer(node, key, range) is long read ? new NumberValue(read) : null);

    /// <summary>One of a few names, the first when it is not given.</summary>
    public static SettingDefinition Choice(string name, ImmutableArray<string> choices) => new(
        name,
        new TextValue(choices[0]),
        () => SchemaParts.OneOf(choices),
        (values, node, key) => values.Choice(node, key, choices) is string read ? new TextValue(read) : null);

    /// <summary>The value of the setting, or null when it is wrong and that was recorded.</summary>
    public HyperparameterValue? Read(ValueReader values, SyntaxNode node, string key) => _read(values, node, key);
}
