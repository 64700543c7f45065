using System.Text.Json;

namespace Sweeper.EndToEnd.Tests.Running;

public sealed class ShippedExperimentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Validate_ShippedExperiments_AreValid()
    {
        string[] files = Directory.GetFiles(Path.Combine(Checkout.Root, "experiments"), "*.yaml");

        FinishedCommand validate = (await SweeperCommand.RunAsync(_folder.Root, ["validate", .. files])).With(exitCode: 0);

        Assert.True(files.Length >= 2);
        Assert.Equal("", validate.Messages);
        Assert.All(files, file =>
        {
            string opening = $"{file}: {Path.GetFileNameWithoutExtension(file)}, ";
            Assert.Contains(validate.OutputLines, l => l.StartsWith(opening, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Run_QuickstartOnFewerImages_RanksEveryTrialOfTheGrid()
    {
        string quickstart = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "experiments", "quickstart.yaml"));
        _folder.Write(
            "quickstart.yaml",
            quickstart
                .Replace("dataset: digits", "dataset: {name: digits, train: 1500, test: 300}", StringComparison.Ordinal)
                .Replace("epochs: 30", "epochs: 10", StringComparison.Ordinal));

        FinishedCommand run = (await SweeperCommand.RunAsync(_folder.Root, "run", "quickstart.yaml")).With(exitCode: 0);
        JsonElement[] trials = await SweeperCommand.RowsAsync(_folder.Root, "trials", "quickstart");

        Assert.StartsWith("quickstart: 16 trials, ", run.MessageLines[0], StringComparison.Ordinal);
        Assert.Contains("The first 10 of 16 trials; all of them: sweeper trials quickstart", run.OutputLines);
        Assert.Equal(16, trials.Length);
        Assert.Equal(16, trials.Select(Setting).Distinct().Count());
        double[] accuracies = [.. trials.Select(t => t.GetProperty("validation_accuracy").GetDouble())];
        Assert.Equal(accuracies.OrderDescending(), accuracies);
        // Ten classes: guessing is right once in ten times.
        Assert.True(accuracies[0] > 0.8, $"The best reached {accuracies[0]}.");
        Assert.True(trials[0].GetProperty("test_accuracy").GetDouble() > 0.75);
    }

    [LongTheory]
    [InlineData("program-shell", "sh", "distance_error")]
    [InlineData("program-csharp", "dotnet", "loss")]
    [InlineData("program-sigmoid", "python3", "validation_accuracy")]
    public async Task Run_ShippedPrograms_EndWithAReport(string name, string program, string metric)
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no 'sh'.");
        Requirement.Need(Requirement.Program(program), $"{program} is missing.");
        string experiment = Path.Combine(Checkout.Root, "experiments", $"{name}.yaml");

        (await SweeperProcess.RunAsync(_folder.Root, "run", experiment)).With(exitCode: 0);

        JsonElement[] trials = await SweeperCommand.RowsAsync(_folder.Root, "trials", name);
        Assert.True(trials.Length >= 4);
        Assert.All(trials, t => Assert.Equal(JsonValueKind.Number, t.GetProperty(metric).ValueKind));
        Assert.True(File.Exists(_folder.File($"results/{name}/report.html")));
    }

    public void Dispose() => _folder.Dispose();

    private static string Setting(JsonElement trial)
    {
        string[] names = ["architecture", "activation", "learning_rate", "batch_size"];
        return string.Join(' ', names.Select(name => trial.GetProperty(name).ToString()));
    }
}
