using System.Text.Json.Nodes;
using Sweeper.Experiments.Values;

namespace Sweeper.Training.Datasets;

/// <summary>A key in the map of a dataset: its name, what editors say of it, and the JSON Schema of its value.</summary>
internal sealed class DatasetKey
{
    private readonly string _description;
    private readonly Func<JsonObject> _schema;

    private DatasetKey(string name, string description, Func<JsonObject> schema)
    {
        Name = name;
        _description = description;
        _schema = schema;
    }

    public string Name { get; }

    /// <summary>The JSON Schema, made anew.</summary>
    public JsonObject Schema() => SchemaParts.Described(_description, _schema());

    public static DatasetKey Integer(string name, string description, NumberRange range) =>
        new(name, description, () => SchemaParts.Integer(range));

    public static DatasetKey Number(string name, string description, NumberRange range) =>
        new(name, description, () => SchemaParts.Number(range));

    /// <summary>One of a few numbers.</summary>
    public static DatasetKey Choice(string name, string description, params int[] numbers) =>
        new(name, description, () => new JsonObject { ["enum"] = new JsonArray([.. numbers.Select(n => (JsonNode)n)]) });

    /// <summary>The path of a file or folder.</summary>
    public static DatasetKey Path(string name, string description) => new(name, description, PathSchema);

    /// <summary>The name of something in a file.</summary>
    public static DatasetKey InFile(string name, string description) => new(name, description, PathSchema);

    /// <summary>A column by its number or its name.</summary>
    public static DatasetKey Column(string name, string description, NumberRange numbers) =>
        new(name, description, () => SchemaParts.Any(SchemaParts.Integer(numbers), SchemaParts.Type("string")));

    /// <summary>True, false or a word for neither.</summary>
    public static DatasetKey Switch(string name, string description, string neither) =>
        new(name, description, () => SchemaParts.Any(SchemaParts.Type("boolean"), SchemaParts.OneOf([neither])));

    /// <summary>A count of images, or a fraction of them.</summary>
    public static DatasetKey Share(string name, string description, NumberRange counts) =>
        new(name, description, () => SchemaParts.Any(SchemaParts.Integer(counts), SchemaParts.Number(HeldOutReader.Fractions)));

    /// <summary>A path, a count of images, or a fraction of them.</summary>
    public static DatasetKey PathOrShare(string name, string description, NumberRange counts) => new(
        name, description, () => SchemaParts.Any(PathSchema(), SchemaParts.Integer(counts),
            SchemaParts.Number(HeldOutReader.Fractions)));

    private static JsonObject PathSchema() =>
        new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = FilePathReader.MaximumLength };
}
