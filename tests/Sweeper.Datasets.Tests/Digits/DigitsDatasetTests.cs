using Sweeper.Datasets.Digits;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tests.Digits;

public sealed class DigitsDatasetTests
{
    private static readonly DigitsOptions Small = new() { Seed = 3, TrainCount = 503, TestCount = 101 };
    private static readonly Dataset Default = DigitsDataset.Generate(new DigitsOptions());

    [Fact]
    public void Generate_Defaults_HasTheDocumentedSizes()
    {
        Assert.Equal("digits", Default.Name);
        Assert.Equal((10_000, 28, 28), (Default.Train.Count, Default.Train.Width, Default.Train.Height));
        Assert.Equal((2_000, 28, 28), (Default.Test.Count, Default.Test.Width, Default.Test.Height));
        Assert.Equal("0 1 2 3 4 5 6 7 8 9", string.Join(" ", Default.ClassNames));
        Assert.Equal(DatasetChecksum.Compute(Default.Train, Default.Test), Default.Checksum);
    }

    [Fact]
    public void Generate_ReleasedSeed_KeepsItsImagesForEver()
    {
        // Results recorded under this seed are comparable only while the images stay the same.
        Assert.Equal("02b7787197b411d7d01cc63c75ee9c76c0c9fc11c9ea1651dd4e3cc94a36d0e1", Default.Checksum);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Generate_AnyNumberOfThreads_GivesTheSameBytes(int threads)
    {
        Dataset expected = DigitsDataset.Generate(Small);

        Dataset actual = DigitsDataset.Generate(Small, threads);

        Assert.Equal(expected.Checksum, actual.Checksum);
        Assert.True(expected.Train.Pixels.SequenceEqual(actual.Train.Pixels));
    }

    [Fact]
    public void Generate_OtherSeed_GivesOtherImages()
    {
        Dataset other = DigitsDataset.Generate(Small with { Seed = 4 });

        Assert.False(DigitsDataset.Generate(Small).Train.Image(0).SequenceEqual(other.Train.Image(0)));
    }

    [Fact]
    public void Generate_MoreImages_BeginsWithTheSameOnes()
    {
        Dataset small = DigitsDataset.Generate(Small);
        Dataset larger = DigitsDataset.Generate(Small with { TrainCount = 700 });

        Assert.True(larger.Train.Pixels.StartsWith(small.Train.Pixels));
        Assert.True(larger.Train.Labels.StartsWith(small.Train.Labels));
    }

    [Fact]
    public void Generate_CountThatTenDoesNotDivide_StaysBalanced()
    {
        byte[] labels = DigitsDataset.Generate(Small).Train.Labels.ToArray();
        int[] counts = [.. labels.CountBy(label => label).Select(pair => pair.Value)];

        Assert.Equal(10, counts.Length);
        Assert.All(counts, count => Assert.InRange(count, 50, 51));
    }

    [Fact]
    public void Generate_Labels_AreNotInRoundRobinOrder()
    {
        ReadOnlySpan<byte> labels = Default.Train.Labels;
        int repeats = 0;
        for (int i = 10; i < labels.Length; i++)
            repeats += labels[i] == labels[i - 10] ? 1 : 0;

        Assert.InRange(repeats, 800, 1200);
    }

    [Fact]
    public void Generate_Images_AreAllDifferentAcrossBothSets()
    {
        HashSet<string> seen = [];
        foreach (LabelledImages images in new[] { Default.Train, Default.Test })
        {
            for (int i = 0; i < images.Count; i++)
                Assert.True(seen.Add(Convert.ToBase64String(images.Image(i))));
        }
    }

    [Fact]
    public void Generate_Ink_CoversAboutAFifthOfTheImage()
    {
        Assert.InRange(InkShare(Default.Train.Pixels), 0.18, 0.22);
        Assert.Equal(255, Default.Train.Pixels.ToArray().Max());
        for (int i = 0; i < Default.Train.Count; i++)
            Assert.InRange(InkShare(Default.Train.Image(i)), 0.03, 0.5);
    }

    [Fact]
    public void Generate_NearestMean_RecognisesManyButNotMost()
    {
        Assert.InRange(LinearModels.NearestMeanAccuracy(Default), 0.4, 0.85);
    }

    [Fact]
    public void Generate_SoftmaxRegression_StaysUnder93Percent()
    {
        Assert.InRange(LinearModels.SoftmaxRegressionAccuracy(Default, epochs: 12, learningRate: 0.05f), 0.85, 0.93);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(DigitsOptions.MaxCount + 1, 1)]
    public void Generate_CountOutOfRange_Throws(int trainCount, int testCount)
    {
        DigitsOptions options = new() { TrainCount = trainCount, TestCount = testCount };

        Assert.Throws<ArgumentOutOfRangeException>(() => DigitsDataset.Generate(options));
    }

    private static double InkShare(ReadOnlySpan<byte> pixels) => 1 - (double)pixels.Count((byte)0) / pixels.Length;
}
