using System.Collections.Immutable;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Images;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Threading;
using Sweeper.Neural.Schedules;
using Sweeper.Neural.Training;

namespace Sweeper.Neural.Tests.Training;

public sealed class TrainerTeamTests
{
    private const int Classes = 10;
    private const int Epochs = 2;

    public static TheoryData<int, int, int[], int, bool> Cases
    {
        get
        {
            // Images, their side, hidden sizes, batch size, whether most pixels are background.
            TheoryData<int, int, int[], int, bool> cases = [];
            foreach (bool sparse in new[] { true, false })
            {
                cases.Add(300, 28, [128], 128, sparse);
                cases.Add(300, 28, [256, 64], 256, sparse);
                cases.Add(150, 28, [256, 64], 37, sparse);
                cases.Add(150, 19, [256, 128], 128, sparse);
                cases.Add(150, 19, [101, 67], 37, sparse);
                cases.Add(300, 19, [513, 131], 256, sparse);
                cases.Add(12, 28, [1024], 1, sparse);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TrainEpochAndEvaluate_AnyTeam_GiveTheSameBits(int count, int side, int[] hiddenSizes, int batchSize, bool sparse)
    {
        var images = new ImageSubset(Images(count, side, sparse ? 0.2 : 0.9));
        foreach (bool plain in new[] { true, false })
        {
            double[] expected = Train(images, hiddenSizes, batchSize, plain, team: null);
            for (int size = 1; size <= 4; size++)
            {
                using var team = new WorkerTeam(size);
                Assert.Equal(expected, Train(images, hiddenSizes, batchSize, plain, team));
            }
        }
    }

    [Fact]
    public void TrainEpochAndEvaluate_WithATeamWarmedUp_AllocateNothing()
    {
        LearningRatePlan rate = ConstantRate.Of(0.1);
        var images = new ImageSubset(Images(300, 28, 0.2));
        using var team = new WorkerTeam(2);
        Network<float> network = Network(images, [128], team);
        Trainer<float> trainer = Trainer(network, plain: true);
        RandomSource random = RandomSource.FromSeed(1);

        Assert.Equal(0, Allocation.LeastOf(Work));

        void Work()
        {
            for (int epoch = 0; epoch < 3; epoch++)
            {
                trainer.TrainEpoch(images, 128, rate, 1, random);
                trainer.Evaluate(images);
            }
        }
    }

    /// <returns>All weights, and the metrics of every epoch.</returns>
    private static double[] Train(ImageSubset images, int[] hiddenSizes, int batchSize, bool plain, WorkerTeam? team)
    {
        Network<float> network = Network(images, hiddenSizes, team);
        Trainer<float> trainer = Trainer(network, plain);
        RandomSource random = RandomSource.FromSeed(2);
        var numbers = ImmutableArray.CreateBuilder<double>();
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            SubsetMetrics running = trainer.TrainEpoch(
                images, batchSize, ConstantRate.Of(0.05), 1, random), full = trainer.Evaluate(images);
            numbers.AddRange(running.Loss, running.Accuracy, full.Loss, full.Accuracy);
        }

        return [.. numbers, .. network.Weights.SelectMany(w => w.Values.ToArray()).Select(v => (double)v)];
    }

    private static Network<float> Network(ImageSubset images, int[] hiddenSizes, WorkerTeam? team) => new(
        new NetworkDefinition
        {
            Input = FeatureShape.Flat(images.Images.ValueCount),
            HiddenLayers = HiddenLayer.Dense(hiddenSizes),
            OutputSize = Classes,
            Activation = ActivationKind.Sigmoid,
            Initializer = new GlorotUniformInitializer(),
        },
        RandomSource.FromSeed(1),
        team: team);

    private static Trainer<float> Trainer(Network<float> network, bool plain) => new(
        network,
        new LossDefinition(LossKind.CrossEntropy, OutputKind.Softmax).Create<float>(),
        plain ? new SgdOptimizer<float>() : new MomentumOptimizer<float>(0.9, looksAhead: false),
        1 / 255.0);

    private static LabelledImages Images(int count, int side, double density)
    {
        var random = new Random(count + side);
        byte[] pixels = new byte[count * side * side], labels = new byte[count];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = random.NextDouble() < density ? (byte)random.Next(1, 256) : (byte)0;
        for (int i = 0; i < labels.Length; i++)
            labels[i] = (byte)random.Next(Classes);
        return new LabelledImages(side, side, pixels, labels);
    }
}
