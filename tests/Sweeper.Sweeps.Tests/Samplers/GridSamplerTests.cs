using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Tests.Samplers;

public class GridSamplerTests
{
    [Fact]
    public void Sample_TwoHyperparameters_VariesTheLastFastest()
    {
        SearchSpace space = Space(("activation", ["tanh", "relu"]), ("learning_rate", [0.1, 0.2, 0.3]));
        string[] cells = [.. new GridSampler().Sample(space).Select(v => v.ToString())];
        Assert.Equal(
            [
                "activation=tanh, learning_rate=0.1", "activation=tanh, learning_rate=0.2", "activation=tanh, learning_rate=0.3",
                "activation=relu, learning_rate=0.1", "activation=relu, learning_rate=0.2", "activation=relu, learning_rate=0.3",
            ],
            cells);
    }

    [Fact]
    public void Sample_AnySpace_GivesEveryCellOnce()
    {
        SearchSpace space = Space(("a", [1.0, 2.0]), ("b", ["x", "y", "z"]), ("c", [true, false]), ("d", [4.0]));
        HyperparameterValues[] cells = [.. new GridSampler().Sample(space)];
        Assert.Equal(space.CellCount, cells.Length);
        Assert.Equal(cells.Length, cells.Distinct().Count());
    }

    [Fact]
    public void Sample_NoHyperparameters_GivesTheOneEmptyCell() =>
        Assert.Empty(Assert.Single(new GridSampler().Sample(Space())));

    [Fact]
    public void CellCount_HugeSpace_Saturates()
    {
        HyperparameterValue[] many = [.. Enumerable.Range(0, 1000).Select(i => (HyperparameterValue)(double)i)];
        SearchSpace space = Space([.. Enumerable.Range(0, 10).Select(i => ($"h{i}", many))]);
        Assert.Equal(long.MaxValue, space.CellCount);
    }

    private static SearchSpace Space(params (string Name, HyperparameterValue[] Values)[] hyperparameters) => new()
    {
        Hyperparameters = [.. hyperparameters.Select(h => new Hyperparameter { Name = h.Name, Values = [.. h.Values] })],
    };
}
