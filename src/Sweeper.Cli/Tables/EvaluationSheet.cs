using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Sweeper.Cli.Terminals;
using Sweeper.Datasets;
using Sweeper.Datasets.Augmentation;
using Sweeper.Sweeps.Attachments;
using Sweeper.Training.SavedModels;

namespace Sweeper.Cli.Tables;

/// <summary>How well a model does on a test set as it is, and on transformed copies of it.</summary>
/// <param name="model">The trial.</param>
/// <param name="dataset">Whose test set it is.</param>
/// <param name="evaluations">The test set as it is first.</param>
internal sealed class EvaluationSheet(string model, Dataset dataset, IReadOnlyList<ModelEvaluation> evaluations)
{
    private ModelEvaluation Plain => evaluations[0];

    /// <summary>Prints tables for people, one JSON object, or a CSV with a row for each set of images.</summary>
    public void Write(TableFormat format, IAnsiConsole console)
    {
        TextWriter output = console.DataWriter();
        switch (format)
        {
            case TableFormat.Json: output.WriteLine(Json()); break;
            case TableFormat.Csv: CsvTable.Write(Overview(), output); break;
            default: Draw(console); break;
        }
    }

    private void Draw(IAnsiConsole console)
    {
        console.Profile.Out.Writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model} on the {dataset.Test.Count:N0} test {(dataset.Table is null ? "images" : "rows")} of {dataset.Name}"));
        TableWriter.Write(Overview(), TableFormat.Table, console);
        TableWriter.Write(Classes(), TableFormat.Table, console);
        TableWriter.Write(Confusion(), TableFormat.Table, console);
    }

    private ResultTable Overview() => new(
        [
            new("transformation"), new("amount"),
            new("test_accuracy", v => TrialText.Metric("test_accuracy", (double)v)),
            new("test_loss", v => TrialText.Metric("test_loss", (double)v)),
            new("change", v => string.Create(CultureInfo.InvariantCulture, $"{(double)v * 100:+0.00;-0.00;0.00} points")),
        ],
        [
            .. evaluations.Select(e => new object?[]
            {
                Name(e.Transformation), e.Transformation?.Amount, e.Metrics.Accuracy, e.Metrics.Loss,
                e == Plain ? null : e.Metrics.Accuracy - Plain.Metrics.Accuracy,
            }),
        ]);

    private ResultTable Classes() => new(
        [new("class"), new("images"), new("precision", Percent), new("recall", Percent), new("f1", Percent)],
        [.. ClassScore.Of(Plain.Confusion).Select(s => new object?[] { s.Class, s.Actual, s.Precision, s.Recall, s.F1 })]);

    private ResultTable Confusion() => new(
        [new("class"), .. Plain.Confusion.Classes.Select(c => new TableColumn($"as {c}", v => $"{v}"))],
        [.. Plain.Confusion.Counts.Select((row, i) => row.Select(n => (object?)n).Prepend(Plain.Confusion.Classes[i])
            .ToArray())])
    {
        Note = "Rows: what the images are. Columns: what they were read as.",
    };

    private string Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("trial", model);
            json.WriteString("dataset", dataset.Name);
            json.WriteNumber("images", dataset.Test.Count);
            json.WriteStartArray("class_names");
            foreach (string name in Plain.Confusion.Classes)
                json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteStartArray("evaluations");
            foreach (ModelEvaluation evaluation in evaluations)
                WriteEvaluation(json, evaluation);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteEvaluation(Utf8JsonWriter json, ModelEvaluation evaluation)
    {
        json.WriteStartObject();
        json.WriteString("transformation", Name(evaluation.Transformation));
        Value("amount", evaluation.Transformation?.Amount);
        Value("test_accuracy", evaluation.Metrics.Accuracy);
        Value("test_loss", evaluation.Metrics.Loss);
        json.WriteStartArray("classes");
        foreach (ClassScore score in ClassScore.Of(evaluation.Confusion))
        {
            json.WriteStartObject();
            json.WriteString("class", score.Class);
            json.WriteNumber("images", score.Actual);
            Value("precision", score.Precision);
            Value("recall", score.Recall);
            Value("f1", score.F1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("confusion");
        json.WriteRawValue(JsonSerializer.Serialize(evaluation.Confusion.Counts));
        json.WriteEndObject();

        void Value(string name, double? value)
        {
            json.WritePropertyName(name);
            JsonTable.WriteValue(json, value);
        }
    }

    private static string Name(ImageTransformation? transformation) => transformation?.Kind.Name() ?? "none";

    private static string Percent(object share) => string.Create(CultureInfo.InvariantCulture, $"{(double)share * 100:0.00} %");
}
