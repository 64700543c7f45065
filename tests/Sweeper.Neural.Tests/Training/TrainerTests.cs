using Sweeper.Neural.Families;
using Sweeper.Neural.Images;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Schedules;
using Sweeper.Neural.Training;

namespace Sweeper.Neural.Tests.Training;

public sealed class TrainerTests
{
    private static readonly ImageSubset Images = new(BrightQuadrants.Create(100, seed: 1));

    [Theory]
    [InlineData("cross_entropy", "softmax")]
    [InlineData("binary_cross_entropy", "sigmoid")]
    [InlineData("mean_squared_error", "identity")]
    public void TrainEpoch_SeparableProblem_IsLearntCompletely(string loss, string output)
    {
        var learner = new TrainingCase(LossKind.All.Named(loss), OutputKind.All.Named(output), hiddenSizes: 12);
        RandomSource random = RandomSource.FromSeed(2);
        SubsetMetrics first = learner.Trainer.Evaluate(Images);

        for (int epoch = 0; epoch < 60; epoch++)
            learner.Trainer.TrainEpoch(Images, 10, ConstantRate.Of(0.1), 1, random);

        SubsetMetrics last = learner.Trainer.Evaluate(Images);
        Assert.True(first.Accuracy < 0.7 && last.Loss < first.Loss / 2);
        Assert.Equal(1, last.Accuracy);
        Assert.InRange(learner.Trainer.Evaluate(new ImageSubset(BrightQuadrants.Create(100, seed: 9))).Accuracy, 0.98, 1);
    }

    [Fact]
    public void TrainEpoch_SameSeed_GivesTheSameBits() =>
        Assert.Equal(WeightsAfterTraining(seed: 5), WeightsAfterTraining(seed: 5));

    [Fact]
    public void TrainEpoch_OtherSeed_GivesOtherWeights() =>
        Assert.NotEqual(WeightsAfterTraining(seed: 5), WeightsAfterTraining(seed: 6));

    [Fact]
    public void TrainEpoch_ContinuedByAnotherTrainer_GivesTheSameBits()
    {
        TrainingCase one = new(), two = new();
        one.Trainer.TrainEpoch(Images, 7, ConstantRate.Of(0.1), 1, RandomSource.FromSeed(1));
        two.Trainer.TrainEpoch(Images, 7, ConstantRate.Of(0.1), 1, RandomSource.FromSeed(1));

        one.Trainer.TrainEpoch(Images, 7, ConstantRate.Of(0.1), 1, RandomSource.FromSeed(2));
        ILoss<float> loss = new LossDefinition(LossKind.CrossEntropy, OutputKind.Softmax).Create<float>();
        var successor = new Trainer<float>(two.Network, loss, new SgdOptimizer<float>(), 1 / 255.0);
        successor.TrainEpoch(Images, 7, ConstantRate.Of(0.1), 1, RandomSource.FromSeed(2));

        Assert.Equal(one.Weights, two.Weights);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(100)]
    public void TrainEpoch_VanishingSteps_MeasuresEveryImageOnce(int batchSize)
    {
        var learner = new TrainingCase(hiddenSizes: 5);

        SubsetMetrics running = learner.Trainer.TrainEpoch(
            Images, batchSize, ConstantRate.Of(1e-30), 1, RandomSource.FromSeed(1));

        SubsetMetrics expected = learner.Trainer.Evaluate(Images);
        Assert.Equal(expected.Loss, running.Loss, 1e-6);
        Assert.Equal(expected.Accuracy, running.Accuracy, 1e-12);
    }

    [Theory]
    [InlineData(30, 90)]
    [InlineData(64, 64)]
    [InlineData(50, 100)]
    [InlineData(100, 100)]
    public void TrainEpoch_DropsLast_TrainsOnFullBatchesAlone(int batchSize, int trained)
    {
        var learner = new TrainingCase(LossKind.CrossEntropy, OutputKind.Softmax, dropsLast: true, 5);
        var other = new TrainingCase(LossKind.CrossEntropy, OutputKind.Softmax, hiddenSizes: 5);

        // The images that are left over are the last ones of the order that is drawn.
        int[] order = Images.Indices.ToArray();
        RandomSource.FromSeed(1).Shuffle(order.AsSpan());
        SubsetMetrics dropped = learner.Trainer.TrainEpoch(
            Images, batchSize, ConstantRate.Of(1e-30), 1, RandomSource.FromSeed(1));

        SubsetMetrics expected = other.Trainer.Evaluate(new ImageSubset(Images.Images, order[..trained]));
        Assert.Equal(expected.Loss, dropped.Loss, 1e-6);
        Assert.Equal(expected.Accuracy, dropped.Accuracy, 1e-12);
    }

    [Theory]
    [InlineData(60_000, 128, false, 469)]
    [InlineData(60_000, 128, true, 468)]
    [InlineData(100, 50, false, 2)]
    [InlineData(100, 50, true, 2)]
    [InlineData(100, 100, true, 1)]
    [InlineData(101, 100, true, 1)]
    public void StepsOf_ImagesAndBatchSize_CountsTheUpdatesOfAnEpoch(int images, int batchSize, bool dropsLast, int steps) =>
        Assert.Equal(steps, Trainer<float>.StepsOf(images, batchSize, dropsLast));

    [Fact]
    public void TrainEpoch_LearningRateFarTooGreat_LossIsNotFinite()
    {
        var learner = new TrainingCase(LossKind.MeanSquaredError, OutputKind.Identity);
        RandomSource random = RandomSource.FromSeed(1);

        for (int epoch = 0; epoch < 5; epoch++)
            learner.Trainer.TrainEpoch(Images, 5, ConstantRate.Of(1000), 1, random);

        Assert.False(double.IsFinite(learner.Trainer.Evaluate(Images).Loss));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(101)]
    public void TrainEpoch_BatchSizeOutsideTheSubset_Throws(int batchSize) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new TrainingCase().Trainer.TrainEpoch(Images, batchSize, ConstantRate.Of(0.1), 1, RandomSource.FromSeed(1)));

    [Theory]
    [InlineData("cross_entropy", "softmax")]
    [InlineData("binary_cross_entropy", "sigmoid")]
    [InlineData("mean_squared_error", "identity")]
    [InlineData("mean_squared_error", "sigmoid")]
    [InlineData("mean_squared_error", "softmax")]
    public void TrainEpochAndEvaluate_WarmedUp_AllocateNothing(string loss, string output)
    {
        LearningRatePlan rate = ConstantRate.Of(0.1);
        // 300 images: the evaluation needs a second, smaller batch.
        var images = new ImageSubset(BrightQuadrants.Create(300, seed: 2));
        var learner = new TrainingCase(LossKind.All.Named(loss), OutputKind.All.Named(output), 9, 5);
        RandomSource random = RandomSource.FromSeed(1);
        byte[] predictions = new byte[images.Count];

        Assert.Equal(0, Allocation.LeastOf(Work));

        void Work()
        {
            for (int epoch = 0; epoch < 3; epoch++)
            {
                learner.Trainer.TrainEpoch(images, 7, rate, 1, random);
                learner.Trainer.Evaluate(images, predictions);
            }
        }
    }

    private static float[] WeightsAfterTraining(ulong seed)
    {
        var learner = new TrainingCase(hiddenSizes: 12);
        RandomSource random = RandomSource.FromSeed(seed);
        for (int epoch = 0; epoch < 3; epoch++)
            learner.Trainer.TrainEpoch(Images, 9, ConstantRate.Of(0.1), 1, random);
        return learner.Weights;
    }
}
