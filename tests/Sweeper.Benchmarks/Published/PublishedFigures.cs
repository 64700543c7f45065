using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sweeper.Sweeps;

namespace Sweeper.Benchmarks.Published;

/// <summary>Reads the published figures that lie beside the experiments.</summary>
internal static class PublishedFigures
{
    public const string FileName = "published-figures.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The figures of a folder of experiments, in the order of the file.</summary>
    /// <exception cref="SweeperException">The file is missing or wrong.</exception>
    public static ImmutableArray<PublishedFigure> Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return [.. JsonSerializer.Deserialize<PublishedFigure[]>(File.ReadAllText(path), Options) ?? []];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SweeperException($"the published figures cannot be read from {path}: {e.Message}", FailureKind.Input, e);
        }
    }
}
