using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Data;

/// <summary>The trials for the script, column by column, in the order of the leaderboard.</summary>
internal static class TrialData
{
    public static void Write(Utf8JsonWriter json, string[] metrics, SweepSnapshot snapshot)
    {
        ImmutableArray<LeaderboardEntry> entries = snapshot.Entries;
        TrialRecord[] trials = [.. entries.Select(e => e.Trial)];
        string?[] reasons = [.. trials.Select(t => t.Reason).Distinct()];
        Dictionary<string, int> reasonOf = reasons.Select((r, i) => (r, i)).ToDictionary(r => r.r ?? "", r => r.i);
        Dictionary<int, int> cellOf = snapshot.Cells.Entries.SelectMany((c, i) => c.Cell.Trials.Select(t => (t.Number, i)))
            .ToDictionary(p => p.Number, p => p.i);

        json.WriteTexts("states", Enum.GetValues<TrialState>().Select(s => s.Name()));
        json.WriteTexts("reasons", reasons.Select(r => r ?? ""));
        json.WriteStartObject("trials");
        json.WriteIntegers("number", trials.Select(t => (long?)t.Number));
        json.WriteIntegers("rank", entries.Select(e => (long?)e.Rank));
        json.WriteIntegers("state", trials.Select(t => (long?)t.State));
        json.WriteIntegers("reason", trials.Select(t => (long?)reasonOf[t.Reason ?? ""]));
        if (snapshot.Cells.HasRepeats)
        {
            bool hasFolds = trials.Any(t => t.Fold is not null);
            if (!hasFolds || trials.Any(t => t.Repeat > 1))
                json.WriteIntegers("repeat", trials.Select(t => (long?)t.Repeat));
            if (hasFolds)
                json.WriteIntegers("fold", trials.Select(t => (long?)t.Fold));
            json.WriteIntegers("cell", trials.Select(t => (long?)cellOf[t.Number]));
        }

        json.WriteIntegers("best", trials.Select(t => (long?)t.BestEpoch));
        json.WriteIntegers("last", trials.Select(t => (long?)t.LastEpoch));
        json.WriteIntegers("planned", trials.Select(t => (long?)t.PlannedEpochs));
        json.WriteNumbers("seconds", trials.Select(t => t.DurationSeconds), 4);
        if (snapshot.ComparedNote.Length > 0)
        {
            Dictionary<int, double?> compared = snapshot.Comparable.Trials
                .ToDictionary(t => t.Number, t => Leaderboard.IsRanked(t) ? t.Objective : null);
            json.WriteNumbers("compared", trials.Select(t => compared[t.Number]), 9);
        }

        json.WriteTexts("seed", trials.Select(t => t.Seed.ToString(CultureInfo.InvariantCulture)));
        WriteValues(json, trials, snapshot);
        WriteMetrics(json, trials, metrics, snapshot.Sweep.Objective.Metric);
        json.WriteEndObject();
    }

    // [hyperparameter][trial] → the index of the value; null where the hyperparameter does not exist.
    private static void WriteValues(Utf8JsonWriter json, TrialRecord[] trials, SweepSnapshot snapshot)
    {
        json.WriteStartArray("values");
        foreach (HyperparameterScale scale in snapshot.Scales)
        {
            Dictionary<HyperparameterValue, int> places = scale.Values.Select((v, i) => (v, i)).ToDictionary(p => p.v, p => p.i);
            json.WriteNumbers(trials.Select(t => t.Values.Find(scale.Name) is HyperparameterValue v ? (double?)places[v] : null),
                9);
        }

        json.WriteEndArray();
    }

    // [metric][trial] at the best epoch.
    private static void WriteMetrics(Utf8JsonWriter json, TrialRecord[] trials, string[] metrics, string objective)
    {
        json.WriteStartArray("metrics");
        foreach (string metric in metrics)
        {
            json.WriteWhole(trials.Select(t => metric == objective && t.Objective is double value ? value : Find(t, metric)));
        }

        json.WriteEndArray();
    }

    private static double? Find(TrialRecord trial, string metric)
    {
        foreach (MetricValue value in trial.BestMetrics)
        {
            if (value.Metric == metric)
                return value.Value;
        }

        return null;
    }
}
