using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>A setting in the map of a value, such as the decay of an optimiser.</summary>
public sealed record SettingDefinition
{
    private readonly Func<JsonObject> _schema;
    private readonly Func<ValueReader, SyntaxNode, string, HyperparameterValue?> _read;

    private SettingDefinition(
        string name,
        string description,
        HyperparameterValue? defaultValue,
        Func<JsonObject> schema,
        Func<ValueReader, SyntaxNode, string, HyperparameterValue?> read)
    {
        _schema = schema;
        Name = name;
        Description = description;
        Default = defaultValue;
        _read = read;
    }

    public string Name { get; }

    /// <summary>What it does, in a line without a full stop.</summary>
    public string Description { get; }

    /// <summary>Null when the setting must be given.</summary>
    public HyperparameterValue? Default { get; }

    /// <summary>The JSON Schema of the setting, made anew.</summary>
    public JsonObject Schema() =>
        SchemaParts.Described(Default is null ? Description : $"{Description}; default {Default}", _schema());

    /// <summary>A real number; without a default it must be given.</summary>
    public static SettingDefinition Number(string name, string description, NumberRange range, double? defaultNumber = null) =>
        new(
        name,
        description,
        defaultNumber is double number ? new NumberValue(number) : null,
        () => SchemaParts.Number(range),
        (values, node, key) => values.Number(node, key, range) is double read ? new NumberValue(read) : null);

    /// <summary>A whole number; without a default it must be given.</summary>
    public static SettingDefinition Integer(string name, string description, NumberRange range, double? defaultNumber = null) =>
        new(
        name,
        description,
        defaultNumber is double number ? new NumberValue(number) : null,
        () => SchemaParts.Integer(range),
        (values, node, key) => values.Integer(node, key, range) is long read ? new NumberValue(read) : null);

    /// <summary>One of a few names, the first when it is not given.</summary>
    public static SettingDefinition Choice(string name, string description, ImmutableArray<string> choices) => new(
        name,
        description,
        new TextValue(choices[0]),
        () => SchemaParts.OneOf(choices),
        (values, node, key) => values.Choice(node, key, choices) is string read ? new TextValue(read) : null);

    /// <summary>The value of the setting, or null when it is wrong and that was recorded.</summary>
    public HyperparameterValue? Read(ValueReader values, SyntaxNode node, string key) => _read(values, node, key);
}
