using System.Text.Json.Nodes;

namespace Sweeper.Experiments.Values;

/// <summary>Pieces of JSON Schema.</summary>
public static class SchemaParts
{
    public static JsonObject Type(string type) => new() { ["type"] = type };

    /// <summary>
    /// A schema that editors explain. What stands beside a reference is ignored by draft-07, so a reference is wrapped.
    /// </summary>
    public static JsonObject Described(string description, JsonObject schema)
    {
        JsonObject described = schema.ContainsKey("$ref") ? new JsonObject { ["allOf"] = new JsonArray(schema) } : schema;
        described.Insert(0, "description", description);
        return described;
    }

    public static JsonObject OneOf(IEnumerable<string> names) =>
        new() { ["enum"] = new JsonArray([.. names.Select(n => (JsonNode)n)]) };

    /// <summary>Text that a regular expression fits.</summary>
    public static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    public static JsonObject Number(NumberRange range) => Bounded("number", range);

    public static JsonObject Integer(NumberRange range) => Bounded("integer", range);

    public static JsonObject Any(params JsonNode[] alternatives) =>
        alternatives is [JsonObject only] ? only : new JsonObject { ["anyOf"] = new JsonArray(alternatives) };

    /// <summary>What is defined elsewhere in the schema under a name.</summary>
    public static JsonObject Reference(string name) => new() { ["$ref"] = $"#/definitions/{name}" };

    /// <summary>A list of at least <paramref name="least"/> items.</summary>
    public static JsonObject List(JsonNode item, int least = 1) =>
        new() { ["type"] = "array", ["items"] = item, ["minItems"] = least };

    /// <summary>A map with these keys and no others.</summary>
    public static JsonObject Map(IEnumerable<KeyValuePair<string, JsonNode?>> keys, params string[] required)
    {
        var map =
            new JsonObject { ["type"] = "object", ["properties"] = new JsonObject(keys), ["additionalProperties"] = false };
        if (required.Length > 0)
            map["required"] = new JsonArray([.. required.Select(n => (JsonNode)n)]);
        return map;
    }

    private static JsonObject Bounded(string type, NumberRange range)
    {
        JsonObject schema = Type(type);
        if (double.IsFinite(range.Minimum))
            schema[range.ExcludesMinimum ? "exclusiveMinimum" : "minimum"] = range.Minimum;
        if (double.IsFinite(range.Maximum))
            schema[range.ExcludesMaximum ? "exclusiveMaximum" : "maximum"] = range.Maximum;
        return schema;
    }
}
