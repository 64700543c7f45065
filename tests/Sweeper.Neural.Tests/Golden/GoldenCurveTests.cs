using Sweeper.Neural.Activations;
using Sweeper.Neural.Families;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Tests.Golden;

/// <summary>Training in single precision follows the curves of an independent implementation: see golden.py.</summary>
public sealed class GoldenCurveTests
{
    private const int Inputs = 12;
    private const int Hidden = 7;
    private const int Classes = 5;
    private const double Tolerance = 1e-5;

    private static readonly GoldenCase Case = GoldenCase.Load();

    public static TheoryData<string, string, string> Curves
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (GoldenCurve curve in Case.Curves)
                data.Add(curve.Loss, curve.Output, curve.Activation);
            return data;
        }
    }

    [Fact]
    public void Curves_EveryLossOutputAndActivation_AreThere()
    {
        var expected =
            from loss in LossKind.All
            from output in loss.Outputs
            from activation in ActivationKind.All
            select (loss.Name, output.Name, activation.Name);

        Assert.Equal(expected.ToHashSet(), Case.Curves.Select(c => (c.Loss, c.Output, c.Activation)).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Training_FixedBatches_FollowsTheGoldenCurve(string loss, string output, string activation)
    {
        GoldenCurve expected = Case.Curves.Single(c => c.Loss == loss && c.Output == output && c.Activation == activation);
        Network<float> network = StartingNetwork(ActivationKind.All.Named(activation));

        double[] losses = Train(
            network, new LossDefinition(LossKind.All.Named(loss), OutputKind.All.Named(output)).Create<float>());

        CurveComparison.AssertClose([.. expected.Losses], losses, Tolerance);
        double[] weights = [.. network.Weights.SelectMany(w => w.Values.ToArray()).Select(v => (double)v)];
        CurveComparison.AssertClose([.. expected.Weights.SelectMany(w => w)], weights, Tolerance);
    }

    private static Network<float> StartingNetwork(ActivationKind activation)
    {
        var definition = new NetworkDefinition
        {
            Input = FeatureShape.Flat(Inputs),
            HiddenLayers = HiddenLayer.Dense(Hidden),
            OutputSize = Classes,
            Activation = activation,
            Initializer = new NormalInitializer(1),
        };
        var network = new Network<float>(definition, RandomSource.FromSeed(1));
        for (int i = 0; i < Case.Weights.Length; i++)
            Case.Weights[i].CopyTo(network.Weights[i].Values);
        return network;
    }

    private static double[] Train(Network<float> network, ILoss<float> loss)
    {
        var optimizer = new SgdOptimizer<float>();
        return [.. Case.Batches.Select(batch =>
        {
            int rows = batch.Length;
            float[] input = [.. batch.SelectMany(i => Case.Pixels.Slice(i * Inputs, Inputs)).Select(pixel => pixel / 255f)];
            byte[] labels = [.. batch.Select(i => Case.Labels[i])];
            double sum = loss.Evaluate(network.Forward(input, rows), labels, network.LogitsGradient(rows), Classes);
            network.Backward(input, rows);
            optimizer.Step(network.Weights.AsSpan(), Case.LearningRate);
            return sum / rows;
        })];
    }
}
