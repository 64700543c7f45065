using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;

namespace Sweeper.Experiments.Tests;

public sealed partial class ShippedExperimentTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Shipped");
    private static readonly string PageFolder = Path.Combine(AppContext.BaseDirectory, "ShippedPage");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    /// <summary>Those whose comment works out how many trials there are, such as <c>9 cells × 5 seeds = 45 trials</c>.</summary>
    public static TheoryData<string> CountedNames =>
        [.. Directory.EnumerateFiles(Folder).Where(f => TrialCount().IsMatch(File.ReadAllText(f)))
            .Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void LoadFile_ShippedExperiment_IsValidAndNamedLikeItsFile(string name)
    {
        ExperimentLoadResult result = ExperimentText.AnyLoader.LoadFile(Path.Combine(Folder, name));

        Assert.Equal("", string.Join('\n', result.Errors));
        Assert.Equal(Path.GetFileNameWithoutExtension(name), result.Experiment!.Name);
        Assert.False(string.IsNullOrEmpty(result.Experiment.Description));
        Assert.StartsWith(
            "# yaml-language-server: $schema=./experiment.schema.json\n", result.Experiment.Text, StringComparison.Ordinal);
        Assert.NotEmpty(SweepPlanner.Plan(result.Experiment).Trials);
    }

    [Theory]
    [MemberData(nameof(CountedNames))]
    public void Plan_ShippedExperiment_HasAsManyTrialsAsItsCommentSays(string name)
    {
        Experiment experiment = ExperimentText.AnyLoader.LoadFile(Path.Combine(Folder, name)).Experiment!;

        int stated = int.Parse(TrialCount().Match(experiment.Text).Groups[1].Value, CultureInfo.InvariantCulture);

        Assert.Equal(stated, SweepPlanner.Plan(experiment).Trials.Count);
    }

    [Fact]
    public void CountedNames_OfTheFolder_AreMostExperiments() => Assert.True(CountedNames.Count >= 15);

    [Theory]
    [MemberData(nameof(Names))]
    public void Page_ShippedExperiment_HasItsSectionWithItsDescription(string name) => Assert.Contains(
        ExperimentText.AnyLoader.LoadFile(Path.Combine(Folder, name)).Experiment!.Description!,
        Section(name).Replace('\n', ' '),
        StringComparison.Ordinal);

    [Fact]
    public void Page_PublishedFigures_AreAllInItBesideTheirExperiments()
    {
        using var figures = JsonDocument.Parse(File.ReadAllText(Path.Combine(PageFolder, "published-figures.json")));

        Assert.True(figures.RootElement.GetArrayLength() > 20);
        foreach (JsonElement figure in figures.RootElement.EnumerateArray())
        {
            string text = figure.GetProperty("figure").GetString()!, published = figure.GetProperty("published").GetString()!;
            string section = Section(figure.GetProperty("experiment").GetString() + ".yaml");
            Assert.Contains(section.Split('\n'), l => l.StartsWith($"| {text}", StringComparison.Ordinal) && l.Contains(
                $"| {published} |", StringComparison.Ordinal));
            if (figure.TryGetProperty("note", out JsonElement note))
                Assert.Contains(note.GetString()!, section.Replace('\n', ' '), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void LoadFile_Quickstart_VariesFourHyperparametersWithEarlyStopping()
    {
        Experiment experiment = ExperimentText.Loader.LoadFile(Path.Combine(Folder, "quickstart.yaml")).Experiment!;

        Assert.Equal(["architecture", "activation", "learning_rate", "batch_size"], experiment.Space.Swept.Select(h => h.Name));
        Assert.NotNull(experiment.EarlyStopping);
        Assert.InRange(SweepPlanner.Plan(experiment).Trials.Count, 12, 24);
    }

    // What the page says of an experiment: from its heading to the next.
    private static string Section(string name) => Assert.Single(
        File.ReadAllText(Path.Combine(PageFolder, "README.md")).Split("\n## "),
        s => s.StartsWith($"[{name}]({name})\n", StringComparison.Ordinal));

    [GeneratedRegex(@"= ([0-9]+) trials", RegexOptions.CultureInvariant)]
    private static partial Regex TrialCount();
}
