using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;

namespace Sweeper.Training.Metrics;

/// <summary>Reads <c>evaluate</c>, and describes it to editors.</summary>
internal sealed class EvaluationReader(ValueReader values)
{
    /// <summary>The key that is read.</summary>
    public const string Key = "evaluate";

    private const string Example = "{train: running, test: end}";

    private static readonly NumberRange LossEvery = new(1, 1_000_000);

    /// <summary>The JSON Schema of the value, made anew.</summary>
    public static JsonObject Schema() => SchemaParts.Map(
    [
        Keyed(
            "train",
            "the training metrics: running means over the batches of the epoch, or all images after it; default running",
            SchemaParts.OneOf(["running", "full"])),
        Keyed(
            "test",
            "the test metrics: at the end, or after each epoch as well; default end",
            SchemaParts.OneOf(["end", "each_epoch"])),
        Keyed(
            "loss_every",
            "keeps the training loss of every so many steps, their mean: a curve within the epochs",
            SchemaParts.Integer(LossEvery)),
    ]);

    /// <summary>The settings; what is wrong is at its default, having been recorded.</summary>
    public EvaluationSettings Read(SyntaxNode? node)
    {
        MapReader? map = node is null
            ? null
            : MapReader.Open(
                node, Key, Example, ["train", "test", "loss_every"], FrozenDictionary<string, string>.Empty, values.Errors);
        string? train = ReadChoice(map, "train", ["running", "full"]);
        string? test = ReadChoice(map, "test", ["end", "each_epoch"]);
        long? lossEvery = map?.Find("loss_every") is SyntaxNode every
            ? values.Integer(every, $"{Key}.loss_every", LossEvery)
            : null;
        return new EvaluationSettings
        {
            Train = train == "full" ? TrainEvaluation.Full : TrainEvaluation.Running,
            Test = test == "each_epoch" ? TestEvaluation.EachEpoch : TestEvaluation.End,
            LossEvery = (int?)lossEvery,
        };
    }

    private string? ReadChoice(MapReader? map, string key, string[] choices) =>
        map?.Find(key) is SyntaxNode node ? values.Choice(node, $"{Key}.{key}", choices) : null;

    private static KeyValuePair<string, JsonNode?> Keyed(string key, string description, JsonObject schema) =>
        KeyValuePair.Create<string, JsonNode?>(key, SchemaParts.Described(description, schema));
}
