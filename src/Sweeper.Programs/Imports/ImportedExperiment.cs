using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Programs.Imports;

/// <summary>Writes imported results as the experiment that they may have come from: a random search of as many trials.</summary>
public static class ImportedExperiment
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of the file.</summary>
    public static string Write(string name, ImportedResults results)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"name: {Quoted(name)}\n");
        text.Append(CultureInfo.InvariantCulture, $"description: {Quoted($"Imported from {results.Source}")}\n");
        text.Append(CultureInfo.InvariantCulture, $"program: {Quoted(results.Source)}   # what was imported; nothing is run\n");
        text.Append(CultureInfo.InvariantCulture, $"method: random\nrun_cap: {results.Trials.Length}\n");
        text.Append(CultureInfo.InvariantCulture,
            $"metric: {{name: {Quoted(results.Objective.Metric)}, goal: {results.Objective.Goal.Name()}}}\n");
        text.Append("parameters:\n");
        foreach (Hyperparameter hyperparameter in results.Hyperparameters)
            text.Append(CultureInfo.InvariantCulture, $"  {Quoted(hyperparameter.Name)}: {{{Space(hyperparameter)}}}\n");
        return text.ToString();
    }

    private static string Space(Hyperparameter hyperparameter) => hyperparameter.Distribution switch
    {
        null => $"values: [{string.Join(", ", hyperparameter.Values.Select(Value))}]",
        NumericDistribution range when Bounds(range) is var (low, high) && low >= high => $"value: {Number(low)}",
        IntegerUniformDistribution whole => Range("int_uniform", whole.Minimum, whole.Maximum),
        UniformDistribution even => Range("uniform", even.Minimum, even.Maximum),
        LogUniformDistribution logarithmic => Range("log_uniform_values", logarithmic.Minimum, logarithmic.Maximum),
        QuantizedDistribution { Inner: LogUniformDistribution inner } steps =>
            $"{Range("q_log_uniform_values", inner.Minimum, inner.Maximum)}, q: {Number(steps.Step)}",
        QuantizedDistribution { Inner: UniformDistribution inner } steps =>
            $"{Range("q_uniform", inner.Minimum, inner.Maximum)}, q: {Number(steps.Step)}",
        var other => throw new ArgumentException($"'{other.Description}' is no range of results.", nameof(hyperparameter)),
    };

    private static (double Low, double High) Bounds(NumericDistribution range) => range switch
    {
        IntegerUniformDistribution d => (d.Minimum, d.Maximum),
        UniformDistribution d => (d.Minimum, d.Maximum),
        LogUniformDistribution d => (d.Minimum, d.Maximum),
        QuantizedDistribution d => Bounds(d.Inner),
        _ => (0, 1),
    };

    private static string Range(string distribution, double low, double high) =>
        $"distribution: {distribution}, min: {Number(low)}, max: {Number(high)}";

    private static string Value(HyperparameterValue value) => value switch
    {
        NumberValue number => Number(number.Number),
        BooleanValue boolean => boolean.Boolean ? "true" : "false",
        TextValue words => Quoted(words.Text),
        _ => Quoted(value.ToString()!),
    };

    // YAML 1.1, as other tools read it, knows a number with an exponent by its point.
    private static string Number(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text : text.Replace("E", ".0E", StringComparison.Ordinal);
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Json);
}
