using System.Text.Json.Nodes;
using Sweeper.Experiments.Schemas;

namespace Sweeper.Experiments.Tests.Schemas;

public sealed class ExperimentSchemaTests
{
    private static readonly SchemaCheck Schema = new(JsonNode.Parse(ExperimentSchema.Text)!.AsObject());

    public static TheoryData<string> ValidFiles =>
    [
        .. new[] { "Shipped", "WandbSweeps" }
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, f), "*.yaml"))
            .Select(f => Path.GetRelativePath(AppContext.BaseDirectory, f))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Text_ShippedCopy_IsCurrent() => Assert.Equal(
        ExperimentSchema.Text, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", "experiment.schema.json")));

    [Theory]
    [MemberData(nameof(ValidFiles))]
    public void Text_ValidExperiment_IsAccepted(string file)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));

        Assert.True(Schema.Accepts(YamlJson.Read(text)));
        if (file.StartsWith("Shipped", StringComparison.Ordinal))
            Assert.StartsWith("# yaml-language-server: $schema=./experiment.schema.json\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parameters: {architecture: [\"64\", 128, [32, 16], linear], activation: [[relu, tanh]], batch_size: full}")]
    [InlineData("parameters: {optimizer: [sgd, {name: adam, beta1: 0.8}], schedule: {values: [cosine], when: {optimizer: adam}}}")]
    [InlineData("parameters: {augmentation: [none, {shift: 2}], gradient_clip: [none, 1.5], dropout: {min: 0, max: 0.5, q: 0.1, distribution: q_uniform}}")]
    [InlineData("parameters: {epochs: 1}\nmax_duration: 1h30m\nrun_cap: 3\nzip: [[epochs, dropout]]\nexclude: [{epochs: [1, 2]}]")]
    public void Text_EveryForm_IsAccepted(string rest) => Assert.True(Schema.Accepts(YamlJson.Read(ExperimentText.WithDigits(rest))));

    [Theory]
    [InlineData("parameters: {learning_rate: -1}")]
    [InlineData("parameters: {learning_rate: [0.1, fast]}")]
    [InlineData("parameters: {learning_rat: 1}")]
    [InlineData("parameters: {activation: Relu}")]
    [InlineData("parameters: {architecture: \"64-\"}")]
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
    [InlineData("parameters: {epochs: 1}\nmethod: bayes")]
    [InlineData("parameters: {epochs: 1}\nmetric: {name: accuracy}")]
    [InlineData("parameters: {epochs: 1}\nmetric: {goal: maximize}")]
    [InlineData("parameters: {epochs: 1}\nearly_stopping: {patience: 0}")]
    [InlineData("parameters: {epochs: 1}\nearly_stopping: {monitor: train_loss}")]
    [InlineData("parameters: {epochs: 1}\nmax_duration: 30")]
    [InlineData("parameters: {epochs: 1}\nzip: [[epochs]]")]
    [InlineData("parameters: {epochs: 1}\nrepeats: 0")]
    [InlineData("parameters: {epochs: 1}\nquux: 1")]
    [InlineData("parameters: {epochs: 1}\nexclude: [{epoch: 1}]")]
    [InlineData("parameters: {epochs: 1}\nname2: x")]
    [InlineData("seed: 1")]
    public void Text_WrongExperiment_IsRejectedByTheSchemaAndTheLoader(string rest)
    {
        string text = ExperimentText.WithDigits(rest);

        Assert.False(Schema.Accepts(YamlJson.Read(text)));
        Assert.False(ExperimentLoader.Load(text, ExperimentText.File).IsValid);
    }
}
