using System.Text.Json;
using System.Text.Json.Serialization;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Storage.Databases;

/// <summary>The early-stopping rule as the database keeps it: JSON with the keys of the experiment file.</summary>
internal static class StoredEarlyStopping
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string? Write(EarlyStopping? rule) => rule is null ? null : JsonSerializer.Serialize(rule, Options);

    public static EarlyStopping? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<EarlyStopping>(json, Options);
}
