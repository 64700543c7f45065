using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweeper.Neural.Models;
using Sweeper.Sweeps;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.ModelExports;

/// <summary>Writes a saved network in a format that other programs read.</summary>
public static class ModelExport
{
    private static readonly ImmutableSortedDictionary<string, Action<Stream, SavedNetwork,
        ImmutableSortedDictionary<string, string>>> Writers =
        ImmutableSortedDictionary.CreateRange<string, Action<Stream, SavedNetwork, ImmutableSortedDictionary<string, string>>>(
            StringComparer.OrdinalIgnoreCase,
            [
                new(".onnx", (stream, network, texts) => stream.Write(
                    OnnxModel.Write(network.ToLayers(), texts, network.Table))),
                new(".npz", (stream, network, texts) => NumpyArchive.Write(
                    stream, network.Tensors, "metadata.json", Json(texts))),
                new(".safetensors", (stream, network, texts) => SafetensorsFile.Write(stream, network.Tensors, texts)),
            ]);

    /// <summary>The endings of the files that can be written, for sentences.</summary>
    public static string Endings => string.Join(", ", Writers.Keys);

    /// <summary>What writes a file; its ending says in which format.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">What is written.</param>
    /// <param name="sweep">The sweep it was trained in.</param>
    /// <param name="trial">The number of its trial.</param>
    /// <exception cref="SweeperException">The ending is none that is known.</exception>
    public static Action<Stream> To(string path, SavedNetwork network, string sweep, int trial)
    {
        string ending = Path.GetExtension(path);
        if (!Writers.TryGetValue(ending, out Action<Stream, SavedNetwork, ImmutableSortedDictionary<string, string>>? write))
        {
            string found = ending.Length == 0 ? "has no ending" : $"ends with {ending}";
            throw new SweeperException(
                $"--to is '{path}', which {found}; a model is written to a file that ends with one of {Endings}",
                FailureKind.Input);
        }

        ImmutableSortedDictionary<string, string> texts = network.Metadata.ToImmutableSortedDictionary(StringComparer.Ordinal)
            .SetItem("sweep", sweep)
            .SetItem("trial", FormattableString.Invariant($"{trial}"));
        return stream => write(stream, network, texts);
    }

    private static string Json(ImmutableSortedDictionary<string, string> texts) =>
        new JsonObject(texts.Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))).ToJsonString(
            JsonSerializerOptions.Default);
}
