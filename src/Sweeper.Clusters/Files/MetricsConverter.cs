using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Files;

/// <summary>
/// Metrics as one object, <c>{"train_loss":0.1,"validation_loss":"NaN"}</c>: nearly all that a run reads of shards, in a third
/// of the time that the general way takes. A name is the same text each time it is met. The list that
/// earlier versions wrote is read, too. For several threads.
/// </summary>
internal sealed class MetricsConverter : JsonConverter<ImmutableArray<MetricValue>>
{
    // Names beyond these are read anew each time.
    private const int MostNames = 64;

    private volatile string[] _names = [];

    public override ImmutableArray<MetricValue> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return [.. JsonSerializer.Deserialize<MetricValue[]>(ref reader, options)!];
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("metrics are an object");
        var metrics = ImmutableArray.CreateBuilder<MetricValue>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = Name(ref reader);
            reader.Read();
            metrics.Add(new MetricValue(name, Number(ref reader)));
        }

        return metrics.DrainToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<MetricValue> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (MetricValue metric in value.IsDefault ? [] : value)
        {
            if (double.IsFinite(metric.Value))
                writer.WriteNumber(metric.Metric, metric.Value);
            else
                writer.WriteString(metric.Metric, metric.Value.ToString(CultureInfo.InvariantCulture));
        }

        writer.WriteEndObject();
    }

    private static double Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String when double.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out double value) => value,
        _ => throw new JsonException("a metric is a number, NaN, Infinity or -Infinity"),
    };

    private string Name(ref Utf8JsonReader reader)
    {
        string[] known = _names;
        foreach (string name in known)
        {
            if (reader.ValueTextEquals(name))
                return name;
        }

        string read = reader.GetString()!;
        if (known.Length < MostNames)
            _names = [.. known, read];
        return read;
    }
}
