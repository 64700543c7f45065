using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Values;

namespace Sweeper.Training.Datasets;

/// <summary>A kind of dataset: its name, and the forms that its map may have.</summary>
/// <param name="Name">As files call it.</param>
/// <param name="Description">What it is, in a line without a full stop.</param>
/// <param name="Forms">Of each form the keys, and which of them must be given besides <c>name</c>.</param>
internal sealed record DatasetKind(string Name, string Description, params ImmutableArray<DatasetForm> Forms)
{
    /// <summary>How its map is written; null when the name alone will do.</summary>
    public string? Example { get; init; }

    /// <summary>Every key that its map may have, <c>name</c> first.</summary>
    public ImmutableArray<string> Keys { get; } =
        ["name", .. Forms.SelectMany(f => f.Keys).Select(k => k.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The JSON Schema of each form, made anew.</summary>
    public IEnumerable<JsonObject> Schemas() => Forms.Select(form => SchemaParts.Map(
        [
            KeyValuePair.Create<string, JsonNode?>("name", SchemaParts.Described(Description, SchemaParts.OneOf([Name]))),
            .. form.Keys.Select(k => KeyValuePair.Create<string, JsonNode?>(k.Name, k.Schema())),
        ],
        ["name", .. form.Required]));
}

/// <summary>The keys that go together in the map of a dataset, and those of them that must be given.</summary>
internal sealed record DatasetForm(ImmutableArray<DatasetKey> Keys, params ImmutableArray<string> Required);
