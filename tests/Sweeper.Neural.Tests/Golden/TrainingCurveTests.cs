using System.Collections.Immutable;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Regularizers;
using Sweeper.Neural.Schedules;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Tests.Golden;

/// <summary>Every optimiser, schedule, penalty and loss setting follows PyTorch's curve: see training.py.</summary>
public sealed class TrainingCurveTests
{
    private const int Inputs = 12;
    private const int Classes = 5;
    private const int StepsPerEpoch = 5;
    private const double Tolerance = 2e-5;

    private static readonly GoldenCase Case = GoldenCase.Load();
    private static readonly ImmutableArray<TrainingCurve> Curves = TrainingCurve.Load();

    public static TheoryData<string> Names => [.. Curves.Select(c => c.Name)];

    [Fact]
    public void Curves_EveryCase_IsThereOnce() => Assert.Equal(TrainingSettings.All.Keys, Curves.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_FixedBatches_FollowsTheGoldenCurve(string name) => Check(name, TrainingSettings.All[name]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_ReferenceKernel_FollowsTheGoldenCurve(string name) =>
        Check(name, TrainingSettings.All[name] with { Kernel = KernelKind.Reference });

    private static void Check(string name, TrainingSettings settings)
    {
        TrainingCurve expected = Curves.Single(c => c.Name == name);
        Network<float> network = StartingNetwork(settings);

        double[] losses = Train(network, settings);

        CurveComparison.AssertClose(expected.Losses, losses, Tolerance);
        CurveComparison.AssertClose(expected.Weights.SelectMany(w => w), network.Tensors.SelectMany(w => w.Values.ToArray())
            .Select(v => (double)v), Tolerance);
    }

    private static Network<float> StartingNetwork(TrainingSettings settings)
    {
        var definition = new NetworkDefinition
        {
            Input = FeatureShape.Flat(Inputs),
            HiddenLayers = HiddenLayer.Dense(7),
            OutputSize = Classes,
            Activation = ActivationKind.Tanh,
            Initializer = new NormalInitializer(1),
            BatchNormalization = settings.BatchNormalization,
            Kernel = settings.Kernel,
        };
        var network = new Network<float>(definition, RandomSource.FromSeed(1)) { IsTraining = true };
        WeightTensor<float>[] dense = [.. network.Weights.Where(w => w.Name.StartsWith("dense", StringComparison.Ordinal))];
        for (int i = 0; i < dense.Length; i++)
            Case.Weights[i].CopyTo(dense[i].Values);
        return network;
    }

    private static double[] Train(Network<float> network, TrainingSettings settings)
    {
        IOptimizer<float> optimizer = settings.Optimizer.Create<float>();
        ILoss<float> loss = settings.Loss.Create<float>();
        var rates = new LearningRatePlan(
            settings.Rate, settings.Schedule, settings.WarmupEpochs, StepsPerEpoch, Case.Batches.Length / StepsPerEpoch);
        return [.. Case.Batches.Select((batch, step) =>
        {
            int rows = batch.Length;
            float[] input = [.. batch.SelectMany(i => Case.Pixels.Slice(i * Inputs, Inputs)).Select(pixel => pixel / 255f)];
            byte[] labels = [.. batch.Select(i => Case.Labels[i])];
            double sum = loss.Evaluate(network.Forward(input, rows), labels, network.LogitsGradient(rows), Classes);
            network.Backward(input, rows);
            foreach (IGradientRule<float> rule in settings.Rules)
                rule.Apply(network.Weights.AsSpan());
            optimizer.Step(network.Weights.AsSpan(), rates.At(step));
            return sum / rows;
        })];
    }
}
