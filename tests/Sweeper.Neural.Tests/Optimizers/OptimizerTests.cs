using Sweeper.Neural.Layers;
using Sweeper.Neural.Optimizers;

namespace Sweeper.Neural.Tests.Optimizers;

public sealed class OptimizerTests
{
    // More than any register, and a rest.
    private const int Size = 37;

    public static TheoryData<OptimizerKind> Kinds => [.. OptimizerKind.All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Import_ExportedState_ContinuesWithTheSameBits(OptimizerKind kind)
    {
        IOptimizer<float> one = Create(kind), other = Create(kind);
        WeightTensor<float>[] weights = Tensors(), copies = Tensors();
        Train(one, weights, 1, 5);

        other.Import(one.Export());
        for (int i = 0; i < weights.Length; i++)
            weights[i].Values.CopyTo(copies[i].Values);
        Train(one, weights, 6, 10);
        Train(other, copies, 6, 10);

        Assert.Equal(weights.SelectMany(w => w.Values.ToArray()), copies.SelectMany(w => w.Values.ToArray()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Export_LaterSteps_DoNotChangeIt(OptimizerKind kind)
    {
        IOptimizer<float> optimizer = Create(kind);
        WeightTensor<float>[] weights = Tensors();
        Train(optimizer, weights, 1, 2);
        OptimizerState<float> state = optimizer.Export();
        float[] exported = [.. state.Arrays.SelectMany(a => a)];

        Train(optimizer, weights, 3, 4);

        Assert.Equal(exported, state.Arrays.SelectMany(a => a));
        Assert.Equal(kind.StatesPerWeight * weights.Sum(w => w.Values.Length), exported.Length);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Step_AfterTheFirst_AllocatesNothing(OptimizerKind kind)
    {
        IOptimizer<float> optimizer = Create(kind);
        WeightTensor<float>[] weights = Tensors();
        Assert.Equal(0, Allocation.LeastOf(() =>
        {
            for (int i = 0; i < 100; i++)
                optimizer.Step(weights, 0.01);
        }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Step_GradientsOfABowl_GoesDownhill(OptimizerKind kind)
    {
        IOptimizer<float> optimizer = new OptimizerDefinition(kind).Create<float>();
        var weight = new WeightTensor<float>("w", WeightKind.Weight, Size);
        for (int i = 0; i < Size; i++)
            weight.Values[i] = i % 2 == 0 ? 1 : -1;

        for (int step = 0; step < 50; step++)
        {
            weight.Values.CopyTo(weight.Gradient);
            optimizer.Step([weight], 0.01);
        }

        Assert.All(weight.Values.ToArray(), w => Assert.InRange(Math.Abs(w), 0, 0.7));
    }

    [Fact]
    public void AdamW_WeightDecay_SparesBiases()
    {
        IOptimizer<float> optimizer = new OptimizerDefinition(OptimizerKind.AdamW) { WeightDecay = 0.5 }.Create<float>();
        WeightTensor<float>[] weights =
            [new("w", WeightKind.Weight, 1), new("b", WeightKind.Bias, 1), new("s", WeightKind.Scale, 1)];
        foreach (WeightTensor<float> tensor in weights)
            tensor.Values[0] = 2;

        optimizer.Step(weights, 0.1);

        Assert.Equal([1.9f, 2, 2], weights.Select(w => w.Values[0]));
    }

    private static IOptimizer<float> Create(OptimizerKind kind) =>
        new OptimizerDefinition(kind) { WeightDecay = 0.1 }.Create<float>();

    private static WeightTensor<float>[] Tensors() =>
        [new WeightTensor<float>("w", WeightKind.Weight, Size), new WeightTensor<float>("b", WeightKind.Bias, 3)];

    /// <summary>Steps with gradients that depend on the weights and the number of the step.</summary>
    private static void Train(IOptimizer<float> optimizer, WeightTensor<float>[] weights, int from, int to)
    {
        for (int step = from; step <= to; step++)
        {
            foreach (WeightTensor<float> tensor in weights)
            {
                for (int i = 0; i < tensor.Values.Length; i++)
                    tensor.Gradient[i] = tensor.Values[i] + MathF.Sin(i + (10 * step));
            }

            optimizer.Step(weights, 0.01);
        }
    }
}
