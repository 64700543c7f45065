using Sweeper.Datasets.Augmentation;
using Sweeper.Neural.Images;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Schedules;
using Sweeper.Neural.Training;

namespace Sweeper.Datasets.Tests.Augmentation;

public sealed class ImageAugmenterTests
{
    private const int Count = 2_000;

    private static readonly LabelledImages Images = BrightQuadrants.Create(Count, seed: 1);
    private static readonly AugmentationDefinition Movement = new() { Shift = 0.5, Elastic = 0.2 };

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(128)]
    [InlineData(Count)]
    public void Next_AnyBatchSize_GivesTheVersionsOfTheOrder(int batchSize)
    {
        int[] order = [.. Enumerable.Range(0, Count).Select(i => i * 7 % Count)];
        using var augmenter = new ImageAugmenter(Movement, seed: 5);
        var warp = new ImageWarp(Movement, Images.Width, Images.Height);
        byte[] expected = new byte[Images.ValueCount];

        for (int epoch = 1; epoch <= 2; epoch++)
        {
            augmenter.Begin(Images, order, batchSize, epoch);
            for (int start = 0; start < Count; start += batchSize)
            {
                int rows = Math.Min(batchSize, Count - start);
                LabelledImages versions = augmenter.Next(start, rows, out ReadOnlySpan<int> indices);
                Assert.Equal(rows, indices.Length);
                for (int i = 0; i < rows; i++)
                {
                    int image = order[start + i];
                    warp.Apply(Images.Image(image), expected, RandomSource.FromSeed(5, (ulong)epoch, (ulong)image));
                    Assert.True(versions.Image(indices[i]).SequenceEqual(expected));
                    Assert.Equal(Images.Labels[image], versions.Labels[indices[i]]);
                }
            }
        }
    }

    [Fact]
    public void Next_ColourImages_AreWarpedInAllChannels()
    {
        byte[] pixels = [.. Enumerable.Range(0, 20 * 6 * 5 * 3).Select(i => (byte)(11 * i))];
        var colour = new LabelledImages(6, 5, pixels, new byte[20], channels: 3);
        using var augmenter = new ImageAugmenter(Movement, seed: 5);
        byte[] expected = new byte[colour.ValueCount];
        augmenter.Begin(colour, [.. Enumerable.Range(0, 20)], 20, 1);

        LabelledImages versions = augmenter.Next(0, 20, out _);

        Assert.Equal(colour.Shape, versions.Shape);
        new ImageWarp(Movement, 6, 5, channels: 3).Apply(colour.Image(7), expected, RandomSource.FromSeed(5, 1, 7));
        Assert.Equal(expected, versions.Image(7).ToArray());
    }

    [Fact]
    public void Begin_EpochLeftEarly_StartsAfresh()
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        using ImageAugmenter left = new(Movement, seed: 5), whole = new(Movement, seed: 5);
        left.Begin(Images, order, 10, 1);
        left.Next(0, 10, out _);

        left.Begin(Images, order, 10, 2);
        whole.Begin(Images, order, 10, 2);

        Assert.True(left.Next(0, 10, out _).Pixels[..160].SequenceEqual(whole.Next(0, 10, out _).Pixels[..160]));
    }

    [Fact]
    public void Next_ImagesThatAreMostlyBackground_AreNeverRememberedAsSparse()
    {
        var dark = new LabelledImages(4, 4, new byte[16 * 600], new byte[600]);
        using var augmenter = new ImageAugmenter(Movement, seed: 5);
        augmenter.Begin(dark, [.. Enumerable.Range(0, 600)], 10, 1);

        Assert.Equal(1, augmenter.Next(0, 10, out _).Sparse.Density);
    }

    [Fact]
    public void TrainEpoch_Augmented_GivesTheSameBitsAndAllocatesNextToNothing()
    {
        float[] one = Weights(out long allocated), two = Weights(out _);

        Assert.Equal(one, two);
        Assert.NotEqual(one, Weights(out _, seed: 6));

        // The images of the two epochs are 64,000 bytes.
        Assert.InRange(allocated, 0, 4_096);
    }

    // Allocated by the least of several times two epochs: waiting for the other thread may cost a small object, and queueing
    // work for it the next piece of the pool's queue, as it happens.
    private static float[] Weights(out long allocated, ulong seed = 5)
    {
        using var augmenter = new ImageAugmenter(Movement, seed);
        var learner = new TrainingCase(hiddenSizes: 8);
        var trainer = new Trainer<float>(learner.Network,
            new LossDefinition(LossKind.CrossEntropy, OutputKind.Softmax).Create<float>(), new SgdOptimizer<float>(),
            1 / 255.0) { Augmenter = augmenter };
        var rates = new LearningRatePlan(0.1, new ConstantSchedule(), 0, Count / 50, 12);
        var subset = new ImageSubset(Images);
        RandomSource random = RandomSource.FromSeed(1);
        Train(1);
        allocated = long.MaxValue;
        for (int from = 3; from < 12; from += 2)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Train(from);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return learner.Weights;

        void Train(int from)
        {
            for (int epoch = from; epoch <= from + 1; epoch++)
                trainer.TrainEpoch(subset, 50, rates, epoch, random);
        }
    }
}
