using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>
/// A hyperparameter that is a name, or a map of a name and its settings. Its value is the text of the name when every setting is
/// at its default, else a map of the name and the settings that are not.
/// </summary>
public class NamedHyperparameter : HyperparameterDefinition
{
    private const string NameKey = "name";

    private readonly ImmutableArray<NamedChoice> _choices;
    private readonly string _mapExample;
    private readonly TextValue _default;

    /// <param name="name">What it is called.</param>
    /// <param name="description">What it does.</param>
    /// <param name="choices">The names it may be.</param>
    /// <param name="mapExample">How a map is written.</param>
    /// <param name="defaultChoice">One of the names, without settings.</param>
    public NamedHyperparameter(
        string name, string description, ImmutableArray<NamedChoice> choices, string mapExample, string defaultChoice)
    {
        Name = name;
        Description = description;
        _choices = choices;
        _mapExample = mapExample;
        _default = new TextValue(defaultChoice);
        string names = string.Join(", ", choices.Select(c => c.NeedsSettings ? c.Example : c.Name));
        bool hasOptional = choices.Any(c => !c.Settings.IsEmpty && !c.NeedsSettings);
        Allowed = hasOptional ? $"one of {names}, or a map such as {mapExample}" : $"one of {names}";
    }

    public override string Name { get; }

    public override string Description { get; }

    public override string Allowed { get; }

    public override string DefaultText => _default.Text;

    public override bool IsOffByDefault => IsOff;

    /// <summary>See <see cref="IsOffByDefault"/>.</summary>
    public bool IsOff { get; init; }

    public override bool TakesMaps => true;

    /// <summary>The name in a value of such a hyperparameter.</summary>
    public static string NameOf(HyperparameterValue value) =>
        value is MapValue map ? map.Entries[NameKey].ToString() : value.ToString();

    /// <summary>Names in a sentence: <c>a, b and c</c>.</summary>
    public static string Listed(IEnumerable<string> names) =>
        names.ToArray() is [.. { Length: > 0 } before, string last]
            ? $"{string.Join(", ", before)} and {last}"
            : string.Concat(names);

    public override HyperparameterValue DefaultFor(HyperparameterValues values) => _default;

    /// <summary>A setting of a value of this hyperparameter, at its default when the value does not have it.</summary>
    public HyperparameterValue SettingOf(HyperparameterValue value, string setting) =>
        (value as MapValue)?.Entries.GetValueOrDefault(setting)
        ?? _choices.Single(c => c.Name == NameOf(value)).Settings.Single(s => s.Name == setting).Default!;

    public override JsonObject ValueSchema() => SchemaParts.Any(
    [
        SchemaParts.OneOf(_choices.Where(c => !c.NeedsSettings).Select(c => c.Name)),
        .. _choices.Select(c => SchemaParts.Map(
            [
                KeyValuePair.Create<string, JsonNode?>(NameKey, SchemaParts.Described("which one", SchemaParts.OneOf([c.Name]))),
                .. c.Settings.Select(s => KeyValuePair.Create<string, JsonNode?>(s.Name, s.Schema())),
            ],
            [NameKey, .. c.Settings.Where(s => s.Default is null).Select(s => s.Name)])),
    ]);

    public override HyperparameterValue? Read(SyntaxNode node, HyperparameterContext context)
    {
        if (node is MappingNode map)
            return ReadMap(map, context.Values);
        NamedChoice? choice = node is ScalarNode { Kind: ScalarKind.Text } scalar ? Find(scalar.Text) : null;
        if (choice is { NeedsSettings: false })
            return new TextValue(choice.Name);
        if (choice is null)
            context.Values.Refuse(node, Name, Allowed + NearestTo(node));
        else
            Require(choice, choice.Settings.First(s => s.Default is null), node, context.Values);
        return null;
    }

    private string NearestTo(SyntaxNode node) =>
        node is ScalarNode written && NearestName.To(written.Text, _choices.Select(c => c.Name)) is string nearest
            ? $"; did you mean '{nearest}'?"
            : "";

    private NamedChoice? Find(string name) => _choices.FirstOrDefault(c => c.Name == name);

    private void Require(NamedChoice choice, SettingDefinition setting, SyntaxNode node, ValueReader values) =>
        values.Errors.Add(node, $"{Name} {choice.Name} needs its {setting.Name}; write {choice.Example}");

    private HyperparameterValue? ReadMap(MappingNode map, ValueReader values)
    {
        if (map.Find(NameKey) is not SyntaxNode nameNode)
        {
            values.Errors.Add(map, $"{Name} has no name; it must be {Allowed}");
            return null;
        }

        if (values.Choice(nameNode, $"{Name}.{NameKey}", [.. _choices.Select(c => c.Name)]) is not string name)
            return null;
        NamedChoice choice = Find(name)!;
        int before = values.Errors.Count;
        string[] keys = [NameKey, .. choice.Settings.Select(s => s.Name)];
        MapReader reader =
            MapReader.Open(map, $"{Name} {name}", _mapExample, keys, FrozenDictionary<string, string>.Empty, values.Errors)!;
        var settings = new Dictionary<string, HyperparameterValue>(StringComparer.Ordinal);
        foreach (SettingDefinition setting in choice.Settings)
        {
            SyntaxNode? given = reader.Find(setting.Name);
            if (given is null && setting.Default is null)
                Require(choice, setting, map, values);
            else if (given is not null && setting.Read(values, given, $"{Name}.{setting.Name}") is { } value
                && !value.Equals(setting.Default))
                settings.Add(setting.Name, value);
        }

        if (values.Errors.Count > before)
            return null;
        return settings.Count == 0
            ? new TextValue(name)
            : new MapValue(settings.Append(KeyValuePair.Create<string, HyperparameterValue>(NameKey, name)));
    }
}

/// <summary>One of the names that a <see cref="NamedHyperparameter"/> can be.</summary>
/// <param name="Name">As it is written in a file.</param>
/// <param name="Settings">What else its map may hold.</param>
public sealed record NamedChoice(string Name, params ImmutableArray<SettingDefinition> Settings)
{
    /// <summary>How its map is written; shown where a setting must be given.</summary>
    public string? Example { get; init; }

    public bool NeedsSettings => Settings.Any(s => s.Default is null);
}
