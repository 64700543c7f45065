using System.Text;
using Sweeper.Programs.Reports.Notation;
using Sweeper.Programs.Reports.OutputForms;

namespace Sweeper.Programs.Reports.FileForms;

/// <summary>
/// A file with a JSON object a line: Sweeper's own, MMEngine's scalars, detectron2's metrics, W&amp;B's old histories.
/// </summary>
internal sealed class ObjectLinesFile(FoundFile file) : LineFile
{
    /// <summary>Whether the first line of a file is an object.</summary>
    public static bool Is(FoundFile file) => file.Extension is ".jsonl" or ".ndjson"
        || ((file.IsNamed || file.Extension is ".json" or ".txt" or ".log") && IsObject(file.Head));

    protected override void ReadLines(string lines, MetricFound found)
    {
        foreach (ReadOnlySpan<char> line in lines.AsSpan().EnumerateLines())
        {
            if (LiteralText.TryReadObject(line) is { } values && (ObjectForm.IsReport(values, out long? step) || file.IsNamed))
                JsonFiles.Report(file, values, step, found);
        }
    }

    private static bool IsObject(string head)
    {
        int end = head.IndexOf('\n', StringComparison.Ordinal);
        return end > 2 && head[0] == '{' && LiteralText.TryReadObject(head.AsSpan(0, end)) is not null;
    }
}

/// <summary>
/// A file that is one JSON object of results: W&amp;B's summary, Hugging Face's <c>all_results.json</c>, <c>metrics.json</c>.
/// </summary>
internal sealed class ResultsFile(FoundFile file) : FileForm
{
    public override bool IsDocument => true;

    /// <summary>Whether the name of a file is that of results.</summary>
    public static bool Is(FoundFile file) => file.Extension == ".json"
        && (file.IsNamed || file.Name is "wandb-summary.json" or "metrics.json" or "results.json" or "scores.json"
            || file.Name.EndsWith("_results.json", StringComparison.Ordinal)
            || file.Name.StartsWith("metrics_epoch_", StringComparison.Ordinal));

    public override long Read(ReadOnlySpan<byte> bytes, long offset, bool isEnd, MetricFound found)
    {
        if (LiteralText.TryReadObject(Encoding.UTF8.GetString(bytes)) is not { } values)
            return 0;

        bool isReport = ObjectForm.IsReport(values, out long? step);
        bool isFraction = values.GetValueOrDefault("epoch") is double && !values.Keys.Any(k => k is "step" or "_step");
        if (isReport || file.IsNamed || file.Name == "wandb-summary.json")
            JsonFiles.Report(file, values, isFraction ? null : step, found);
        return bytes.Length;
    }
}

/// <summary>Hugging Face's <c>trainer_state.json</c>: only its <c>log_history</c> has metrics.</summary>
internal sealed class TrainerStateFile(FoundFile file) : FileForm
{
    public override bool IsDocument => true;

    public override long Read(ReadOnlySpan<byte> bytes, long offset, bool isEnd, MetricFound found)
    {
        if (LiteralText.TryReadObject(Encoding.UTF8.GetString(bytes)) is not { } state)
            return 0;

        foreach (object? entry in state.GetValueOrDefault("log_history") as List<object?> ?? [])
        {
            if (entry is Dictionary<string, object?> values)
                JsonFiles.Report(file, values, ObjectForm.Step(values.GetValueOrDefault("step")), found);
        }

        return bytes.Length;
    }
}

/// <summary>What the files of JSON have in common.</summary>
internal static class JsonFiles
{
    /// <summary>
    /// Reports the numbers of an object; its step and what a client keeps for itself, under names with <c>_</c> before them, are
    /// none.
    /// </summary>
    public static void Report(FoundFile file, Dictionary<string, object?> values, long? step, MetricFound found)
    {
        string? key = MetricWords.StepKey(values.Keys);
        foreach ((string name, double value) in LiteralText.Numbers(values))
        {
            // W&B counts steps itself, so that an epoch beside them is what the program logged.
            bool isStep = name == key || (MetricWords.IsStep(name) && !(key == "_step" && name == "epoch"));
            if (!isStep && name[0] != '_' && (file.IsNamed || !MetricWords.IsUnwanted(name)))
                found(name, value, step);
        }
    }
}
