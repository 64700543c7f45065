using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Values;

namespace Sweeper.Experiments.Schemas;

/// <summary>
/// The JSON Schema of experiment files, by which editors complete and check them: draft-07, the one that editors know best, made
/// from the definitions that validate. It knows what a single value may be; what values mean to each other only
/// <see cref="ExperimentLoader"/> checks.
/// </summary>
public static class ExperimentSchema
{
    private static readonly JsonSerializerOptions Options =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The schema of experiments of some kinds of trials, at least one, as indented JSON that ends with a line feed.
    /// </summary>
    public static string TextOf(params ImmutableArray<ITrialKind> kinds)
    {
        KindSchema[] schemas = [.. kinds.Select((kind, i) => new KindSchema(kind, i == 0 ? "" : $"{kind.Name}_"))];
        JsonObject document = SchemaParts.Any([.. schemas.Select(s => s.Document())]);
        document.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        document.Insert(1, "title", "Sweeper experiment");
        document["definitions"] = new JsonObject(schemas.SelectMany(s => s.Definitions()));
        return document.ToJsonString(Options) + "\n";
    }
}
