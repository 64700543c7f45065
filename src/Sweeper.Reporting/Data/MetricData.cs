using System.Text.Json;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Data;

/// <summary>The metrics for the script: how each is called and written.</summary>
internal static class MetricData
{
    public static void Write(Utf8JsonWriter json, string[] metrics, SweepSnapshot snapshot)
    {
        json.WriteStartArray("metrics");
        foreach (MetricName metric in metrics.Select(MetricName.Parse))
        {
            json.WriteStartObject();
            json.WriteString("name", metric.Full);
            json.WriteString("words", metric.Words);
            json.WriteString("quantity", metric.QuantityTitle);
            json.WriteString("subset", metric.Subset ?? metric.Words);
            json.WriteBoolean("percent", snapshot.Formats.UnitOf(metric.Full) == AxisUnit.Percent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
