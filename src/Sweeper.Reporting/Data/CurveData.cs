using System.Collections.Immutable;
using System.Text.Json;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Data;

/// <summary>The learning curves for the script: for each trial its epochs, and for each metric its values at them.</summary>
internal static class CurveData
{
    private const int Digits = 5;
    private const int DigitsOfThinned = 4;

    public static void Write(Utf8JsonWriter json, string[] metrics, SweepSnapshot snapshot)
    {
        (string[] drawn, string leading) = Drawn(snapshot);
        TrialRecord[] trials = [.. snapshot.Entries.Select(e => e.Trial)];
        var curves = new ImmutableArray<EpochMetrics>[trials.Length];
        Parallel.For(0, trials.Length, i => curves[i] = Kept(
            trials[i], snapshot.Epochs.GetValueOrDefault(trials[i].Number, []), leading, snapshot.CurvePoints));
        json.WriteStartObject("curves");
        json.WriteIntegers("metrics", drawn.Select(m => (long?)Array.IndexOf(metrics, m)));
        if (snapshot.Sparks is SparkLines sparks)
        {
            json.WriteNumber("spark", Array.IndexOf(drawn, sparks.Metric));
            json.WriteNumbers("sparkRange", [sparks.X.Low, sparks.X.High, sparks.Y.Low, sparks.Y.High], Digits);
        }

        json.WriteStartArray("epochs");
        foreach (ImmutableArray<EpochMetrics> curve in curves)
            WriteEpochs(json, curve);
        json.WriteEndArray();
        json.WriteStartArray("values");
        foreach (string metric in drawn)
        {
            json.WriteStartArray();
            foreach (ImmutableArray<EpochMetrics> curve in curves)
                json.WriteNumbers(curve.Select(e => e.Find(metric)), snapshot.CurvePoints is null ? Digits : DigitsOfThinned);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The curves of one trial: its epochs, and the values of each metric by its name.</summary>
    public static void WriteOne(
        Utf8JsonWriter json, SweepSnapshot snapshot, TrialRecord trial, ImmutableArray<EpochMetrics> epochs)
    {
        (string[] drawn, string leading) = Drawn(snapshot);
        ImmutableArray<EpochMetrics> kept = Kept(trial, epochs, leading, snapshot.CurvePoints);
        json.WritePropertyName("epochs");
        WriteEpochs(json, kept);
        json.WriteStartObject("curves");
        foreach (string metric in drawn)
            json.WriteNumbers(metric, kept.Select(e => e.Find(metric)), snapshot.CurvePoints is null ? Digits : DigitsOfThinned);
        json.WriteEndObject();
    }

    /// <summary>
    /// The epochs that are kept: those that keep the leading metric's shape, and the one that stands for the trial.
    /// </summary>
    internal static ImmutableArray<EpochMetrics> Kept(TrialRecord trial, ImmutableArray<EpochMetrics> epochs, string leading,
        int? most)
    {
        if (most is not int count || epochs.Length <= count)
            return epochs;
        CurvePoint[] points = [.. epochs.Select(e => new CurvePoint(e.Epoch, e.Find(leading) ?? double.NaN))];
        int[] kept = [.. CurveThinning.Thin(points, count).Select(p => (int)p.X)];
        return [.. epochs.Where(e => e.Epoch == trial.BestEpoch || Array.BinarySearch(kept, e.Epoch) >= 0)];
    }

    // The metrics that have curves, and the one whose shape is kept.
    private static (string[] Drawn, string Leading) Drawn(SweepSnapshot snapshot)
    {
        string[] drawn = [.. snapshot.CurveMetrics.Select(m => m.Full)];
        string metric = snapshot.Sweep.Objective.Metric;
        return (drawn, drawn.Contains(metric) ? metric : drawn.FirstOrDefault(""));
    }

    // A number n stands for the epochs 1 to n, as most trials have them.
    private static void WriteEpochs(Utf8JsonWriter json, ImmutableArray<EpochMetrics> curve)
    {
        if (curve.Select((e, i) => e.Epoch == i + 1).All(same => same))
        {
            json.WriteNumberValue(curve.Length);
            return;
        }

        json.WriteNumbers(curve.Select(e => (double?)e.Epoch), 9);
    }
}
