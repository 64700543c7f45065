using Sweeper.Neural.Activations;
using Sweeper.Neural.Images;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Tests.Losses;
using Sweeper.Neural.Tests.Networks;
using Sweeper.Neural.Training;

namespace Sweeper.Neural.Tests.Training;

public sealed class TrainerMetricsTests
{
    // A linear model of one pixel and two classes that starts at 0, trained by squared error with rate 0.1 on images of pixel 1
    // and class 1: the logits are (0, 0), loss 1, then (0, 0.4), loss 0.36, then (0, 0.64), loss 0.1296.
    [Theory]
    [InlineData(1, (1 + 0.36 + 0.1296) / 3, 2 / 3.0, 0.392)]
    [InlineData(2, (1 + 1 + 0.36) / 3, 1 / 3.0, 0.32)]
    [InlineData(3, 1, 0, 0.2)]
    public void TrainEpoch_TinyCase_EqualsHandComputation(int batchSize, double loss, double accuracy, double lastWeight)
    {
        Network<float> network = ZeroNetwork();
        Trainer<float> trainer = SquaredErrorTrainer(network);

        SubsetMetrics metrics = trainer.TrainEpoch(
            new ImageSubset(new LabelledImages(1, 1, [1, 1, 1], [1, 1, 1])), batchSize, ConstantRate.Of(0.1), 1,
            RandomSource.FromSeed(1));

        Assert.Equal(loss, metrics.Loss, 1e-6);
        Assert.Equal(accuracy, metrics.Accuracy, 1e-12);
        Assert.All(
            network.Weights, tensor => Assert.Equal([0, lastWeight], tensor.Values.ToArray().Select(v => Math.Round(v, 6))));
    }

    [Fact]
    public void TrainEpoch_Subset_UsesOnlyItsImages()
    {
        // The pixels of the other images would make the weights enormous.
        var images = new LabelledImages(1, 1, [255, 1, 255, 1, 255], [0, 1, 0, 1, 0]);
        Network<float> network = ZeroNetwork();

        SquaredErrorTrainer(network)
            .TrainEpoch(new ImageSubset(images, [3, 1]), 1, ConstantRate.Of(0.1), 1, RandomSource.FromSeed(1));

        Assert.Equal([0, 0.32], network.Weights[0].Values.ToArray().Select(v => Math.Round(v, 6)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(700)]
    public void Evaluate_AnyCount_EqualsPlainLoops(int count)
    {
        LabelledImages images = BrightQuadrants.Create(800, seed: 3);
        var subset = new ImageSubset(images, [.. Enumerable.Range(0, count).Select(i => (i * 7) % images.Count)]);
        var learner = new TrainingCase(hiddenSizes: [6, 5]);
        byte[] predictions = new byte[count];

        SubsetMetrics metrics = learner.Trainer.Evaluate(subset, predictions);

        double[][] logits = [.. subset.Indices.ToArray().Select(i => PlainNetwork.Logits(learner.Network, images.Image(i)))];
        byte[] labels = [.. subset.Indices.ToArray().Select(i => images.Labels[i])];
        double[] losses = [.. logits.Zip(labels, (z, y) => PlainLoss.Of(LossKind.CrossEntropy, OutputKind.Softmax, z, y))];
        Assert.Equal(losses.Average(), metrics.Loss, 1e-6);
        Assert.Equal(logits.Select(z => (byte)Array.IndexOf(z, z.Max())), predictions);
        Assert.Equal(predictions.Zip(labels).Count(p => p.First == p.Second) / (double)count, metrics.Accuracy, 1e-12);
    }

    [Fact]
    public void Evaluate_WithoutPredictions_MeasuresTheSame()
    {
        var learner = new TrainingCase(hiddenSizes: 6);
        var subset = new ImageSubset(BrightQuadrants.Create(300, seed: 4));

        Assert.Equal(learner.Trainer.Evaluate(subset, new byte[300]), learner.Trainer.Evaluate(subset));
    }

    private static Network<float> ZeroNetwork()
    {
        var definition = new NetworkDefinition
        {
            Input = FeatureShape.Flat(1),
            HiddenLayers = [],
            OutputSize = 2,
            Activation = ActivationKind.Relu,
            Initializer = new NormalInitializer(1),
        };
        var network = new Network<float>(definition, RandomSource.FromSeed(1));
        network.Weights[0].Values.Clear();
        return network;
    }

    private static Trainer<float> SquaredErrorTrainer(Network<float> network)
    {
        ILoss<float> loss = new LossDefinition(LossKind.MeanSquaredError, OutputKind.Identity).Create<float>();
        return new Trainer<float>(network, loss, new SgdOptimizer<float>(), pixelScale: 1);
    }
}
