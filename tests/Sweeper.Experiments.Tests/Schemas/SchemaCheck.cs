using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sweeper.Experiments.Tests.Schemas;

/// <summary>Checks values against the keywords of JSON Schema that the schema of experiments uses; any other keyword is an error.</summary>
internal sealed class SchemaCheck(JsonObject root)
{
    public bool Accepts(JsonNode? value) => Accepts(root, value);

    private bool Accepts(JsonObject schema, JsonNode? value) => schema.All(k => Accepts(k.Key, k.Value!, schema, value));

    private bool Accepts(string keyword, JsonNode rule, JsonObject schema, JsonNode? value) => keyword switch
    {
        "$schema" or "$defs" or "title" or "description" => true,
        "$ref" => Accepts((JsonObject)root["$defs"]![rule.GetValue<string>()["#/$defs/".Length..]]!, value),
        "anyOf" => rule.AsArray().Any(s => Accepts(s!.AsObject(), value)),
        "enum" => rule.AsArray().Any(v => JsonNode.DeepEquals(v, value)),
        "const" => JsonNode.DeepEquals(rule, value),
        "type" => rule is JsonArray types ? types.Any(t => IsType(t!.GetValue<string>(), value)) : IsType(rule.GetValue<string>(), value),
        "pattern" => Text(value) is not string text || Regex.IsMatch(text, rule.GetValue<string>()),
        "minimum" => Number(value) is not double number || number >= rule.GetValue<double>(),
        "maximum" => Number(value) is not double number || number <= rule.GetValue<double>(),
        "exclusiveMinimum" => Number(value) is not double number || number > rule.GetValue<double>(),
        "exclusiveMaximum" => Number(value) is not double number || number < rule.GetValue<double>(),
        "items" => value is not JsonArray list || list.All(i => Accepts(rule.AsObject(), i)),
        "minItems" => value is not JsonArray list || list.Count >= rule.GetValue<int>(),
        "required" => value is not JsonObject map || rule.AsArray().All(k => map.ContainsKey(k!.GetValue<string>())),
        "properties" => value is not JsonObject map || map.All(p => rule[p.Key] is not JsonObject inner || Accepts(inner, p.Value)),
        "additionalProperties" => value is not JsonObject map || map.All(p => schema["properties"]!.AsObject().ContainsKey(p.Key)),
        _ => throw new NotSupportedException(keyword),
    };

    private static bool IsType(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "number" => Number(value) is not null,
        "integer" => Number(value) is double number && number == Math.Floor(number),
        "boolean" => value is JsonValue v && v.TryGetValue(out bool _),
        _ => throw new NotSupportedException(type),
    };

    private static string? Text(JsonNode? value) => value is JsonValue v && v.TryGetValue(out string? text) ? text : null;

    private static double? Number(JsonNode? value) => value is JsonValue v && v.TryGetValue(out double number) ? number : null;
}
