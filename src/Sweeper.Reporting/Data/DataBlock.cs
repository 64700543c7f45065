using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Sweeper.Reporting.Figures;

namespace Sweeper.Reporting.Data;

/// <summary>
/// What the report's script works with, as JSON for a block that no browser runs. Everything but plain ASCII, and of that
/// <c>&lt; &gt; &amp; ' " +</c>, is written as <c>\u…</c>: no text can end the block, begin a comment or turn the direction of
/// reading.
/// </summary>
internal static class DataBlock
{
    /// <summary>How all of it is written.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The data of one sweep.</summary>
    public static MarkupString Of(SweepSnapshot snapshot)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            string[] metrics = Metrics(snapshot);
            json.WriteString("sweep", snapshot.Sweep.Reference.Exact);
            json.WriteString("goal", snapshot.Sweep.Objective.Goal == Sweeps.Objectives.Goal.Maximize ? "max" : "min");
            json.WriteNumber("objective", Array.IndexOf(metrics, snapshot.Sweep.Objective.Metric));
            if (snapshot.Best is not null)
                json.WriteNumber("best", snapshot.Best.Number);
            if (snapshot.ComparedNote.Length > 0)
            {
                json.WriteString("comparedNote", snapshot.ComparedNote);
                json.WriteString("comparedWords", snapshot.ComparedWords);
            }

            MetricData.Write(json, metrics, snapshot);
            HyperparameterData.Write(json, snapshot);
            TrialData.Write(json, metrics, snapshot);
            CurveData.Write(json, metrics, snapshot);
            ConfusionData.Write(json, snapshot.Confusions);
            PictureData.Write(json, snapshot.Pictures);
            json.WriteEndObject();
        }

        return new MarkupString(Encoding.ASCII.GetString(buffer.WrittenSpan));
    }

    // The objective first, then those of the leaderboard, then those that only have curves.
    private static string[] Metrics(SweepSnapshot snapshot) =>
    [
        .. snapshot.Trials.SelectMany(t => t.BestMetrics).Select(m => m.Metric)
            .Concat(snapshot.CurveMetrics.Select(m => m.Full))
            .Prepend(snapshot.Sweep.Objective.Metric)
            .Distinct(),
    ];
}
