using Sweeper.Datasets.Cifar;
using Sweeper.Neural.Shapes;

namespace Sweeper.Training.Datasets;

/// <summary>MNIST: 60,000 training and 10,000 test images of handwritten digits.</summary>
public sealed record MnistDatasetSettings : DatasetSettings
{
    public const string DatasetName = "mnist";

    public override string Name => DatasetName;

    public override int? TrainCount => 60_000;

    public override int? TestCount => 10_000;
}

/// <summary>Fashion-MNIST: 60,000 training and 10,000 test images of ten kinds of clothing.</summary>
public sealed record FashionMnistDatasetSettings : DatasetSettings
{
    public const string DatasetName = "fashion-mnist";

    public override string Name => DatasetName;

    public override int? TrainCount => 60_000;

    public override int? TestCount => 10_000;
}

/// <summary>
/// CIFAR-10 or CIFAR-100: 50,000 training and 10,000 test pictures in colour of ten or a hundred kinds of things.
/// </summary>
/// <param name="Source">Which of them.</param>
public sealed record CifarDatasetSettings(CifarDatasetSource Source) : DatasetSettings
{
    private static readonly FeatureShape Shape = new(32, 32, 3);

    public override string Name => Source.Name;

    public override int? TrainCount => 50_000;

    public override int? TestCount => 10_000;

    public override FeatureShape? InputShape => Shape;

    public override int? ClassCount => Source.ClassNames.Length;

    public override string Describe() => $"{base.Describe()} of {Shape.DescribeImage()}";
}
