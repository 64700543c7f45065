using Sweeper.Experiments.Planning;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Tests;

public sealed class WandbSweepTests
{
    [Fact]
    public void LoadFile_WandbGrid_IsTheProductOfItsValuesAndSteps() => Assert.Equal(12, SweepPlanner.Plan(Load("grid.yaml")).Trials.Length);

    [Fact]
    public void LoadFile_WandbRandom_DrawsRunCapTrials()
    {
        Experiment experiment = Load("random.yaml");

        Assert.Equal((12, 0.99), (SweepPlanner.Plan(experiment).Trials.Length, experiment.Limits.Target));
        Assert.All(SweepPlanner.Plan(experiment).Trials, t => Assert.Equal(0, ((NumberValue)t.Values["batch_size"]).Number % 8));
    }

    private static Experiment Load(string name)
    {
        ExperimentLoadResult result = ExperimentLoader.LoadFile(Path.Combine(AppContext.BaseDirectory, "WandbSweeps", name));
        Assert.Equal("", string.Join('\n', result.Errors));
        return result.Experiment!;
    }
}
