using NJsonSchema;

namespace Sweeper.Experiments.Tests.Schemas;

/// <summary>The schema that ships, of all kinds of trials, by which editors check experiments.</summary>
public sealed class ShippedSchemaTests
{
    private static readonly JsonSchema Schema =
        JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(Checkout.Root, "experiments", "experiment.schema.json")))
            .GetAwaiter().GetResult();

    public static TheoryData<string> ValidFiles =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "experiments"), "*.yaml")
            .Concat(Directory.EnumerateFiles(
                Path.Combine(Checkout.Root, "tests", "Sweeper.Programs.Tests", "WandbSweeps"), "*.yaml"))
            .Where(f => Path.GetFileName(f) != "bayes-oddities.yaml")
            .Select(f => Path.GetRelativePath(Checkout.Root, f))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(ValidFiles))]
    public void Schema_ValidExperiment_AcceptsIt(string file)
    {
        string text = File.ReadAllText(Path.Combine(Checkout.Root, file)).TrimStart('\uFEFF');

        Assert.Equal(0, ErrorsOf(text));
        if (file.StartsWith("experiments", StringComparison.Ordinal))
            Assert.StartsWith("# yaml-language-server: $schema=./experiment.schema.json\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("program: p\nparameters: {lr: {min: 0, max: 1, dist: uniform}}\n")]
    [InlineData("program: p\nparameters: {opt: {parameters: {lr: {vales: [1]}}}}\n")]
    [InlineData("command: python train.py\nparameters: {lr: 1}\n")]
    [InlineData("program: p\nrun: {time_out: 2h}\nparameters: {lr: 1}\n")]
    [InlineData("program: p\nmetrics: {stdout: 3}\nparameters: {lr: 1}\n")]
    [InlineData("program: p\nmethod: guess\nparameters: {lr: 1}\n")]
    [InlineData("program: p\n")]
    [InlineData("parameters: {lr: 1}\n")]
    [InlineData("dataset: digits\nparameters: {learning_rat: 0.1}\n")]
    public void Schema_WrongExperiment_RefusesIt(string text) => Assert.NotEqual(0, ErrorsOf(text));

    private static int ErrorsOf(string text) => Schema.Validate(YamlJson.Read(text)!.ToJsonString()).Count;
}
