using System.Text;
using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>
/// An object at the end of a line, as JSON or as Python prints a dictionary: Sweeper's own form, Hugging Face, fairseq,
/// Lightning, MMEngine, Syne Tune. Without a step it is a report when it measures something and has no settings in it.
/// </summary>
[Example("""{"epoch": 1, "val_loss": 0.3, "note": "ok"}""", "val_loss@1=0.3")]
[Example("""{"step": 5, "loss": NaN, "eval": {"acc": 0.5}}""", "loss@5=NaN;eval.acc@5=0.5")]
[Example("""{'loss': 2.8533, 'learning_rate': 4.9999973557520306e-05, 'epoch': 0.09}""",
    "loss@?=2.8533;learning_rate@?=4.9999973557520306e-05")]
[Example("""{'eval_loss': 0.4, 'eval_runtime': 5.7, 'eval_samples_per_second': 70.2, 'epoch': 1.0}""", "eval_loss@?=0.4")]
[Example("""[tune-metric]: {"epoch": 3, "mean_loss": 0.25, "st_worker_time": 1.5, "st_worker_iter": 2}""", "mean_loss@3=0.25")]
[Example("""2021-03-08 12:31:36 | INFO | train_inner | {"epoch": 1, "loss": "16.475", "num_updates": "7", "wall": "105"}""",
    "loss@7=16.475")]
[Example("""{'test_acc': tensor(0.9871, device='cuda:0'), 'test_loss': np.float64(0.05)}""",
    "test_acc@?=0.9871;test_loss@?=0.05")]
[Example("""{'lr': 0.1, 'batch_size': 32, 'epochs': 10, 'dropout': 0.5}""", "")]
[Example("""{"model": "resnet", "loss": "mse", "depth": 50}""", "")]
[Example("{\n  \"accuracy\": 0.93,\n  \"confusion\": [\n    1,\n    2\n  ]\n}\n{broken\n"
    + "epoch 2 loss: 0.5", "accuracy@?=0.93;loss@2=0.5")]
internal sealed class ObjectForm : IOutputForm
{
    private const int LongestObject = 1 << 16;

    private readonly StringBuilder _begun = new();

    public bool Read(string line, OutputContext context)
    {
        if (_begun.Length > 0)
            return ReadOn(line, context);

        int open = line.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
            return false;
        if (line.AsSpan().TrimEnd().EndsWith("}") && LiteralText.TryReadObject(line.AsSpan(open)) is { } values)
        {
            Report(values, StepText.Find(line[..open]).Step, line.AsSpan(open).StartsWith("{'"), context);
            return true;
        }

        // One that begins a line may go on below; in a broken one names and numbers are not those of the line.
        if (!string.IsNullOrWhiteSpace(line[..open]))
            return false;
        _begun.Append(line);
        return true;
    }

    public void End(OutputContext context) => _begun.Clear();

    private bool ReadOn(string line, OutputContext context)
    {
        ReadOnlySpan<char> text = line.AsSpan().Trim();
        bool goesOn = text is ['"' or '\'' or '{' or '}' or '[' or ']' or '-' or >= '0' and <= '9', ..];
        if (!goesOn || _begun.Length + line.Length > LongestObject)
        {
            _begun.Clear();
            return Read(line, context);
        }

        _begun.Append('\n').Append(line);
        if (text[^1] == '}' && LiteralText.TryReadObject(_begun.ToString()) is { } values)
        {
            Report(values, null, _begun.ToString().TrimStart().StartsWith("{'", StringComparison.Ordinal), context);
            _begun.Clear();
        }

        return true;
    }

    private static void Report(Dictionary<string, object?> values, long? said, bool isPython, OutputContext context)
    {
        // Hugging Face prints a fraction of epochs and no step; 1.0 is one by chance.
        bool isFraction = isPython && values.GetValueOrDefault("epoch") is double && !values.ContainsKey("step");
        if (said is not null)
            Report(values, said, context);
        else if (IsReport(values, out long? step))
            Report(values, isFraction ? null : step, context);
    }

    /// <summary>Whether an object reports values rather than settings, and at which step.</summary>
    public static bool IsReport(Dictionary<string, object?> values, out long? step)
    {
        string? key = MetricWords.StepKey(values.Keys);
        step = key is null ? null : Step(values[key]);
        string[] names = [.. LiteralText.Numbers(values).Select(n => n.Name).Where(n => n != key)];
        bool settings = values.Keys.Any(
            k => MetricWords.IsSetting(k) && !MetricWords.IsLearningRate(k) && !MetricWords.IsStep(k));
        return names.Any(MetricWords.IsMeasure) ? step is not null || !settings : names.Length > 0 && step is not null
            && !settings;
    }

    /// <summary>A step as an object holds it: a whole number, also as a text; null for a fraction.</summary>
    public static long? Step(object? value) => value switch
    {
        long step and >= 0 => step,
        double number when number >= 0 && number == Math.Floor(number) && number < long.MaxValue => (long)number,
        string text when NumberText.TryParse(text, out double number) => Step(number),
        _ => null,
    };

    private static void Report(Dictionary<string, object?> values, long? step, OutputContext context)
    {
        context.MoveTo(step);
        foreach ((string name, double value) in LiteralText.Numbers(values))
        {
            if (!MetricWords.IsStep(name) && !MetricWords.IsUnwanted(name) && !name.StartsWith("st_", StringComparison.Ordinal)
                && !(MetricWords.IsSetting(name) && value == Math.Floor(value) && !MetricWords.IsLearningRate(name)))
                context.Report(name, value, step);
        }
    }
}
