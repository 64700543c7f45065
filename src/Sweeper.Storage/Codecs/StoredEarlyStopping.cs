using System.Text.Json;
using System.Text.Json.Serialization;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Storage.Codecs;

/// <summary>The early-stopping rule as the database keeps it: JSON with the keys of the experiment file.</summary>
internal static class StoredEarlyStopping
{
    public static string? Write(EarlyStopping? rule) => rule is null ? null : JsonSerializer.Serialize(rule, Writing.Options);

    /// <exception cref="JsonException">The text is no early-stopping rule.</exception>
    public static EarlyStopping? Read(string? json)
    {
        if (json is null)
            return null;
        try
        {
            // Key by key: every command reads a rule or two, and the serializer would take longer to get ready than the rest of
            // it.
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement rule = document.RootElement;
            return new EarlyStopping
            {
                Monitor = rule.GetProperty("monitor").GetString()!,
                Goal = Goals.Parse(rule.GetProperty("goal").GetString()!),
                Patience = rule.GetProperty("patience").GetInt32(),
                MinDelta = rule.GetProperty("min_delta").GetDouble(),
                RestoreBest = rule.GetProperty("restore_best").GetBoolean(),
            };
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            throw new JsonException($"'{json}' is no early-stopping rule", e);
        }
    }

    // Made only when a rule is written.
    private static class Writing
    {
        public static readonly JsonSerializerOptions Options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        };
    }
}
