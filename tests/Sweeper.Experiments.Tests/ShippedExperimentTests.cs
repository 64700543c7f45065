using Sweeper.Experiments.Planning;

namespace Sweeper.Experiments.Tests;

public sealed class ShippedExperimentTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Shipped");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void LoadFile_ShippedExperiment_IsValidAndNamedLikeItsFile(string name)
    {
        ExperimentLoadResult result = ExperimentLoader.LoadFile(Path.Combine(Folder, name));

        Assert.Equal("", string.Join('\n', result.Errors));
        Assert.Equal(Path.GetFileNameWithoutExtension(name), result.Experiment!.Name);
        Assert.NotEmpty(SweepPlanner.Plan(result.Experiment).Trials);
    }

    [Fact]
    public void LoadFile_Quickstart_VariesFourHyperparametersWithEarlyStopping()
    {
        Experiment experiment = ExperimentLoader.LoadFile(Path.Combine(Folder, "quickstart.yaml")).Experiment!;

        Assert.Equal(["architecture", "activation", "learning_rate", "batch_size"], experiment.Space.Swept.Select(h => h.Name));
        Assert.NotNull(experiment.EarlyStopping);
        Assert.InRange(SweepPlanner.Plan(experiment).Trials.Length, 12, 24);
    }
}
