using Sweeper.Neural.Activations;
using Sweeper.Neural.Images;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Regularizers;
using Sweeper.Neural.Schedules;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Training;

namespace Sweeper.Neural.Tests.Training;

/// <summary>A trainer with everything on that a plain one does without.</summary>
public sealed class TrainerRegularizationTests
{
    private static readonly ImageSubset Images = new(BrightQuadrants.Create(100, seed: 1));
    private static readonly LearningRatePlan Rates = new(0.01, new CosineSchedule(0), 0.5, stepsPerEpoch: 12, epochs: 6);

    private readonly Network<float> _network = CreateNetwork(dropoutSeed: 5);

    [Fact]
    public void TrainEpoch_EverythingOn_LearnsAndGivesTheSameBits()
    {
        Train(_network);
        Network<float> again = CreateNetwork(dropoutSeed: 5), other = CreateNetwork(dropoutSeed: 6);
        Train(again);
        Train(other);

        Assert.Equal(Values(_network), Values(again));
        Assert.NotEqual(Values(_network), Values(other));
        Assert.InRange(CreateTrainer(_network).Evaluate(Images).Accuracy, 0.9, 1);
    }

    [Fact]
    public void Evaluate_DropoutAndBatchNormalization_DoesNotDependOnChanceOrBatch()
    {
        Train(_network);
        Trainer<float> trainer = CreateTrainer(_network);
        float[] tensors = Values(_network);
        byte[] predictions = new byte[100], alone = new byte[1];

        SubsetMetrics metrics = trainer.Evaluate(Images, predictions);

        Assert.Equal(metrics, trainer.Evaluate(Images));
        trainer.Evaluate(new ImageSubset(Images.Images, [17]), alone);
        Assert.Equal(predictions[17], alone[0]);
        Assert.Equal(tensors, Values(_network));
    }

    [Fact]
    public void TrainEpoch_WarmedUp_AllocatesNothing()
    {
        Trainer<float> trainer = CreateTrainer(_network);
        RandomSource random = RandomSource.FromSeed(1);

        Assert.Equal(0, Allocation.LeastOf(Work));

        void Work()
        {
            for (int epoch = 1; epoch <= 3; epoch++)
            {
                trainer.TrainEpoch(Images, 9, Rates, epoch, random);
                trainer.Evaluate(Images);
            }
        }
    }

    [Fact]
    public void Snapshot_BatchNormalization_KeepsTheRunningStatistics()
    {
        var snapshot = new WeightSnapshot<float>(_network);
        Train(_network);
        SubsetMetrics metrics = CreateTrainer(_network).Evaluate(Images);
        snapshot.Take();
        Train(_network);

        snapshot.Restore();

        Assert.Equal(metrics, CreateTrainer(_network).Evaluate(Images));
    }

    private static void Train(Network<float> network)
    {
        Trainer<float> trainer = CreateTrainer(network);
        RandomSource random = RandomSource.FromSeed(2);
        for (int epoch = 1; epoch <= 6; epoch++)
            trainer.TrainEpoch(Images, 9, Rates, epoch, random);
    }

    private static Network<float> CreateNetwork(ulong dropoutSeed) => new(
        new NetworkDefinition
        {
            Input = FeatureShape.Flat(BrightQuadrants.PixelCount),
            HiddenLayers = HiddenLayer.Dense(20, 12),
            OutputSize = BrightQuadrants.Classes,
            Activation = ActivationKind.Relu,
            LayerActivations = [ActivationKind.Gelu, ActivationKind.Elu],
            Initializer = new HeNormalInitializer(),
            BatchNormalization = true,
            Dropout = 0.1,
            InputDropout = 0.05,
        },
        RandomSource.FromSeed(1),
        RandomSource.FromSeed(dropoutSeed));

    private static Trainer<float> CreateTrainer(Network<float> network) => new(
        network,
        new LossDefinition(LossKind.CrossEntropy, OutputKind.Softmax) { LabelSmoothing = 0.05 }.Create<float>(),
        new OptimizerDefinition(OptimizerKind.Adam).Create<float>(),
        1 / 255.0)
    {
        GradientRules = [new GradientClip<float>(1), new WeightPenalty<float>(1e-4, 1e-5)],
    };

    private static float[] Values(Network<float> network) => [.. network.Tensors.SelectMany(t => t.Values.ToArray())];
}
