using System.Text.Json.Nodes;
using Sweeper.Experiments.Syntax;

namespace Sweeper.Experiments.Tests.Schemas;

/// <summary>YAML documents as editors hand them to a JSON Schema.</summary>
internal static class YamlJson
{
    public static JsonNode? Read(string text) => Convert(SyntaxReader.Read(text, new ErrorCollector("test.yaml"))!);

    private static JsonNode? Convert(SyntaxNode node) => node switch
    {
        MappingNode map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Name, Convert(e.Value)))),
        SequenceNode list => new JsonArray([.. list.Items.Select(Convert)]),
        ScalarNode { Kind: ScalarKind.Null } => null,
        ScalarNode { Kind: ScalarKind.Boolean } boolean => CoreSchema.BooleanOf(boolean.Text),
        ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float } number when double.IsFinite(
            CoreSchema.NumberOf(number.Text)) =>
            CoreSchema.NumberOf(number.Text),
        ScalarNode text => text.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };
}
