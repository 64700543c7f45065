using Sweeper.Neural.Layers;
using Sweeper.Neural.Optimizers;

namespace Sweeper.Neural.Tests.Optimizers;

public sealed class SgdOptimizerTests
{
    [Fact]
    public void Step_SeveralTensors_SubtractsTheScaledGradients()
    {
        WeightTensor<float> weight = Tensor("w", [1, 2, 3], [4, 0, -4]), bias = Tensor("b", [10], [2]);

        new SgdOptimizer<float>().Step([weight, bias], 0.25);

        Assert.Equal([0, 2, 4], weight.Values.ToArray());
        Assert.Equal([9.5f], bias.Values.ToArray());
        Assert.Equal([4, 0, -4], weight.Gradient.ToArray());
    }

    private static WeightTensor<float> Tensor(string name, float[] values, float[] gradient)
    {
        var tensor = new WeightTensor<float>(name, WeightKind.Weight, values.Length);
        values.CopyTo(tensor.Values);
        gradient.CopyTo(tensor.Gradient);
        return tensor;
    }
}
