using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Data;

/// <summary>
/// One trial for the script of a page that has the others already: the same as <see cref="TrialData"/> and
/// <see cref="CurveData"/> say of it, by the names of metrics.
/// </summary>
internal static class ChangedTrial
{
    /// <summary>A trial as JSON, written as <see cref="DataBlock"/> writes.</summary>
    /// <param name="snapshot">The sweep as the page has it.</param>
    /// <param name="trial">The trial as it is now.</param>
    /// <param name="epochs">Its epochs in ascending order.</param>
    public static string Of(SweepSnapshot snapshot, TrialRecord trial, ImmutableArray<EpochMetrics> epochs)
    {
        string metric = snapshot.Sweep.Objective.Metric;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, DataBlock.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("number", trial.Number);
            json.WriteString("state", trial.State.Name());
            json.WriteString("reason", trial.Reason ?? "");
            json.WriteNumber("repeat", trial.Repeat);
            Write(json, "objective", Leaderboard.IsRanked(trial) ? trial.Objective : null);
            Write(json, "fold", trial.Fold);
            Write(json, "best", trial.BestEpoch);
            Write(json, "last", trial.LastEpoch);
            Write(json, "planned", trial.PlannedEpochs);
            Write(json, "seconds", trial.DurationSeconds, digits: 4);
            json.WriteString("seed", trial.Seed.ToString(CultureInfo.InvariantCulture));
            WriteValues(json, snapshot, trial);
            json.WriteStartObject("metrics");
            foreach (MetricValue value in trial.BestMetrics.Where(m => m.Metric != metric))
                Write(json, value.Metric, value.Value);
            json.WriteEndObject();
            CurveData.WriteOne(json, snapshot, trial, epochs);
            json.WriteEndObject();
        }

        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }

    // For each hyperparameter of the page its words and, where it is one, its number.
    private static void WriteValues(Utf8JsonWriter json, SweepSnapshot snapshot, TrialRecord trial)
    {
        json.WriteStartArray("values");
        foreach (HyperparameterScale scale in snapshot.Scales)
        {
            if (trial.Values.Find(scale.Name) is not HyperparameterValue value)
            {
                json.WriteNullValue();
                continue;
            }

            json.WriteStartArray();
            json.WriteStringValue(scale.Label(value));
            json.WriteShort((value as NumberValue)?.Number, JsonNumbers.AllDigits);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, double? value, int digits = JsonNumbers.AllDigits)
    {
        json.WritePropertyName(name);
        json.WriteShort(value, digits);
    }
}
