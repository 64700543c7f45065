using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Tests;

public sealed class WandbSweepTests
{
    // What the format does not say, a command line may: the files stay as they are.
    private static readonly string[] Small = ["dataset={name: digits, train: 400, test: 50, validation: 60}"];

    [Fact]
    public void LoadFile_WandbGrid_IsTheProductOfItsValuesAndSteps() =>
        Assert.Equal(12, SweepPlanner.Plan(Load("grid.yaml")).Trials.Count);

    [Fact]
    public void LoadFile_WandbRandom_DrawsRunCapTrials()
    {
        Experiment experiment = Load("random.yaml");

        Assert.Equal((12, 0.99), (SweepPlanner.Plan(experiment).Trials.Count, experiment.Limits.Target));
        Assert.Equal([1], Assert.IsType<HyperbandPruner>(experiment.Pruner).Brackets.AsEnumerable());
        Assert.All(SweepPlanner.Plan(experiment).Trials, t => Assert.Equal(0, ((NumberValue)t.Values["batch_size"]).Number % 8));
    }

    [Theory]
    [InlineData("grid.yaml", "validation_loss", 2)]
    [InlineData("random.yaml", "validation_accuracy", 3)]
    public async Task LoadFile_WandbSweep_TrainsAllItsTrialsToTheEnd(string name, string metric, int epochs)
    {
        TrainedExperiment trained = await TrainedExperiment.TrainAsync(Load(name, Small));

        Assert.Equal(12, trained.Trials.Length);
        Assert.All(trained.Trials, t =>
        {
            Assert.Equal(epochs, t.Epochs[^1].Epoch);
            Assert.True(double.IsFinite(t.Epochs[^1].Find(metric)!.Value));
        });
    }

    private static Experiment Load(string name, string[]? settings = null)
    {
        ExperimentLoadResult result = ExperimentText.Loader.LoadFile(
            Path.Combine(AppContext.BaseDirectory, "WandbSweeps", name), settings);
        Assert.Equal("", string.Join('\n', result.Errors));
        return result.Experiment!;
    }
}
