using System.Text.Json.Nodes;
using NJsonSchema;
using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Schemas;
using Sweeper.Experiments.Syntax;
using Sweeper.Training.Kinds;

namespace Sweeper.Experiments.Tests.Schemas;

public sealed class ExperimentSchemaTests
{
    private static readonly string Text = ExperimentSchema.TextOf(NetworkTrialKind.Instance);

    private static readonly JsonSchema Schema = JsonSchema.FromJsonAsync(Text).GetAwaiter().GetResult();

    // What is wrong in these only the loader can know: what is not JSON any more, what two values mean to each other, what
    // depends on the method, and long numbers.
    private static readonly string[] LoaderOnly =
    [
        "activation-layers-count.yaml",
        "activation-layers-default.yaml",
        "activation-layers-pooling.yaml",
        "architecture-files.yaml",
        "architecture-full-form.yaml",
        "architecture-placement.yaml",
        "batch-normalization-and-batch-size.yaml",
        "cells-too-many.yaml",
        "cross-validation-and-no-validation.yaml",
        "cross-validation-and-validation.yaml",
        "cross-validation-batch-size.yaml",
        "cross-validation-folds.yaml",
        "cross-validation-too-many.yaml",
        "cross-validation-train-limit.yaml",
        "dataset-csv-label-without-header.yaml",
        "dataset-csv-seed-and-file.yaml",
        "dataset-train-limit.yaml",
        "dataset-validation-all.yaml",
        "dataset-validation-none.yaml",
        "early-terminate-hyperband-max-alone.yaml",
        "early-terminate-hyperband-no-bracket.yaml",
        "early-terminate-hyperband-order.yaml",
        "early-terminate-no-objective.yaml",
        "early-terminate-test-at-end.yaml",
        "exclude-everything.yaml",
        "exclude-nothing-left-to-match.yaml",
        "exclude-value.yaml",
        "include-conflict.yaml",
        "include-existing.yaml",
        "label-smoothing-and-loss.yaml",
        "method-random.yaml",
        "metric-default-missing.yaml",
        "metric-no-validation.yaml",
        "metric-test-at-end.yaml",
        "output-and-loss.yaml",
        "probabilities-in-grid.yaml",
        "range-bounds.yaml",
        "range-continuous-in-grid.yaml",
        "range-in-cells.yaml",
        "trials-too-many.yaml",
        "when.yaml",
        "zip-probabilities.yaml",
    ];

    public static TheoryData<string> ValidFiles =>
    [
        .. new[] { "Shipped", "WandbSweeps" }
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, f), "*.yaml"))
            .Where(f => !Path.GetFileName(f).StartsWith("program-", StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(AppContext.BaseDirectory, f))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> MalformedFiles =>
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Malformed"))
            .Where(f => IsYaml(File.ReadAllText(f)))
            .Select(f => Path.GetFileName(f))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(ValidFiles))]
    public void Text_ValidExperiment_IsAccepted(string file) =>
        Assert.True(Accepts(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file))));

    [Theory]
    [InlineData("parameters: {architecture: [\"64\", 128, [32, 16], linear], activation: [[relu, tanh]], batch_size: full}")]
    [InlineData("parameters: {architecture: [32c3-p2-64c3s2v-128, 8c5v, p2, [16c5, p2, 64]]}")]
    [InlineData("parameters: {optimizer: [sgd, {name: adam, beta1: 0.8}], "
        + "schedule: {values: [cosine], when: {optimizer: adam}}}")]
    [InlineData("parameters: {augmentation: [none, {shift: 2, flip: 1}], gradient_clip: [none, 1.5], dropout: {min: 0, max: "
        + "0.5, q: 0.1, distribution: q_uniform}}")]
    [InlineData("parameters: {epochs: 1}\nmax_duration: 1h30m\nrun_cap: 3\nzip: [[epochs, dropout]]\n"
        + "exclude: [{epochs: [1, 2]}]")]
    [InlineData("parameters: {epochs: 1}\nretry: 0\nmax_failures: none")]
    [InlineData("parameters: {epochs: 1}\nretry: 3\nmax_failures: 0")]
    [InlineData("parameters: {epochs: 9}\nearly_terminate: {type: median, startup_trials: 0, warmup_epochs: 2, interval_epochs: "
        + "2, min_trials: 3}")]
    [InlineData("parameters: {epochs: 9}\nearly_terminate: {type: hyperband, min_iter: 1, max_iter: 9, s: 2, eta: 2.5, strict: "
        + "false}")]
    [InlineData("parameters: {epochs: 9}\nearly_terminate: {type: successive_halving, min_iter: 1, max_iter: 9, eta: 3}")]
    public void Text_EveryForm_IsAccepted(string rest) => Assert.True(Accepts(ExperimentText.WithDigits(rest)));

    [Theory]
    [InlineData("mnist")]
    [InlineData("{name: digits, train: 100, test: 10, seed: 3, validation: 0.2, train_limit: 50}")]
    [InlineData("{name: fashion-mnist, validation: 59999}")]
    [InlineData("cifar-10")]
    [InlineData("{name: cifar-10, validation: 49999}")]
    [InlineData("{name: cifar-100, train_limit: 1000}")]
    [InlineData("{name: images, train: shapes, channels: 1}")]
    [InlineData("{name: images, train: shapes, size: 28, channels: 3}")]
    [InlineData("{name: csv, train: a.csv, test: b.csv, label: digit, header: auto, width: 28, height: 28, classes: 10, "
        + "validation: 100}")]
    [InlineData("{name: csv, train: a.csv, test: 0.25, seed: 3, label: 785, header: false, validation: 10}")]
    [InlineData("{name: idx, folder: letters, classes: 26}")]
    [InlineData("{name: idx, train_images: a, train_labels: b, test_images: c, test_labels: d}")]
    [InlineData("{name: images, train: shapes, test: 100, seed: 1, size: 28, train_limit: 10}")]
    public void Text_EveryDataset_IsAcceptedByTheSchemaAndTheLoader(string dataset)
    {
        string text = $"name: x\ndataset: {dataset}\nparameters: {{epochs: 1}}\n";

        Assert.True(Accepts(text));
        Assert.Equal("", string.Join('\n', ExperimentText.Loader.Load(text, ExperimentText.File).Errors));
    }

    [Theory]
    [MemberData(nameof(MalformedFiles))]
    public void Text_MalformedFile_IsRejectedUnlessOnlyTheLoaderCanKnow(string name) => Assert.Equal(
        LoaderOnly.Contains(name), Accepts(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Malformed", name))));

    [Fact]
    public void Text_EveryKey_IsDescribed()
    {
        var nodes = new Stack<JsonNode?>([JsonNode.Parse(Text)]);
        int keys = 0;
        while (nodes.TryPop(out JsonNode? node))
        {
            if ((node as JsonObject)?["properties"] is JsonObject properties)
            {
                Assert.All(properties, p => Assert.True(p.Value!["description"] is JsonValue || Described(p.Value!), p.Key));
                keys += properties.Count;
            }

            foreach (JsonNode? child in node switch { JsonObject map => map.Select(p => p.Value), JsonArray list => list, _ =>
                [] })
                nodes.Push(child);
        }

        Assert.True(keys > 100);
    }

    [Fact]
    public void Text_Keys_AreThoseOfTheLoader() => Assert.Equal(
        ExperimentKeys.AllOf(NetworkTrialKind.Instance).Order(StringComparer.Ordinal),
        JsonNode.Parse(Text)!["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("parameters: {learning_rate: -1}")]
    [InlineData("parameters: {learning_rate: [0.1, fast]}")]
    [InlineData("parameters: {learning_rat: 1}")]
    [InlineData("parameters: {activation: Relu}")]
    [InlineData("parameters: {architecture: \"64-\"}")]
    [InlineData("parameters: {architecture: 32c}")]
    [InlineData("parameters: {architecture: 32C3}")]
    [InlineData("parameters: {architecture: 8c3-p}")]
    [InlineData("parameters: {architecture: 8c3vs2}")]
    [InlineData("parameters: {architecture: [[8c3-p2, 64]]}")]
    [InlineData("parameters: {batch_size: 0}")]
    [InlineData("parameters: {epochs: 1.5}")]
    [InlineData("parameters: {epochs: []}")]
    [InlineData("parameters: {optimizer: {name: sgd, momentum: 0.9}}")]
    [InlineData("parameters: {optimizer: {momentum: 0.9}}")]
    [InlineData("parameters: {schedule: step}")]
    [InlineData("parameters: {augmentation: {shift: -1}}")]
    [InlineData("parameters: {gradient_clip: off}")]
    [InlineData("parameters: {dropout: 1}")]
    [InlineData("parameters: {dropout: {distribution: gaussian, mu: 0}}")]
    [InlineData("parameters: {batch_normalization: 1}")]
    [InlineData("parameters: {epochs: 1}\nmethod: custom")]
    [InlineData("parameters: {epochs: 1}\nmetric: {name: accuracy}")]
    [InlineData("parameters: {epochs: 1}\nmetric: {goal: maximize}")]
    [InlineData("parameters: {epochs: 1}\nearly_stopping: {patience: 0}")]
    [InlineData("parameters: {epochs: 1}\nearly_stopping: {monitor: train_loss}")]
    [InlineData("parameters: {epochs: 1}\nearly_terminate: {min_iter: 3}")]
    [InlineData("parameters: {epochs: 1}\nearly_terminate: {type: hyperband, min_iter: 0}")]
    [InlineData("parameters: {epochs: 1}\nearly_terminate: {type: median, eta: 3}")]
    [InlineData("parameters: {epochs: 1}\nearly_terminate: {type: successive_halving, eta: 1}")]
    [InlineData("parameters: {epochs: 1}\nmax_duration: 30")]
    [InlineData("parameters: {epochs: 1}\nretry: -1")]
    [InlineData("parameters: {epochs: 1}\nmax_failures: never")]
    [InlineData("parameters: {epochs: 1}\nzip: [[epochs]]")]
    [InlineData("parameters: {epochs: 1}\nrepeats: 0")]
    [InlineData("parameters: {epochs: 1}\nrepeats: {min: 1, max: 3, until: separated}")]
    [InlineData("parameters: {epochs: 1}\nrepeats: {min: 2, max: 3}")]
    [InlineData("parameters: {epochs: 1}\npatience: 0")]
    [InlineData("parameters: {epochs: 1}\nquux: 1")]
    [InlineData("parameters: {epochs: 1}\nexclude: [{epoch: 1}]")]
    [InlineData("parameters: {epochs: 1}\nname2: x")]
    [InlineData("seed: 1")]
    public void Text_WrongExperiment_IsRejectedByTheSchemaAndTheLoader(string rest)
    {
        string text = ExperimentText.WithDigits(rest);

        Assert.False(Accepts(text));
        Assert.False(ExperimentText.Loader.Load(text, ExperimentText.File).IsValid);
    }

    private static bool Accepts(string text) => Schema.Validate(YamlJson.Read(text)!.ToJsonString()).Count == 0;

    private static bool IsYaml(string text)
    {
        var errors = new ErrorCollector("test.yaml");
        return SyntaxReader.Read(text, errors) is SyntaxNode root && new StrictForm(errors).Read(root) is not null
            && errors.Count == 0;
    }

    // A reference brings the description with it.
    private static bool Described(JsonNode schema) => schema["$ref"]?.GetValue<string>() is string reference
        && JsonNode.Parse(Text)!["definitions"]![reference.Split('/')[^1]]!["description"] is JsonValue;
}
