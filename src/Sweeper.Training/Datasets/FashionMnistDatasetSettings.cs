namespace Sweeper.Training.Datasets;

/// <summary>Fashion-MNIST: 60,000 training and 10,000 test images of ten kinds of clothing.</summary>
public sealed record FashionMnistDatasetSettings : DatasetSettings
{
    public const string DatasetName = "fashion-mnist";

    public override string Name => DatasetName;

    public override int? TrainCount => 60_000;

    public override int? TestCount => 10_000;
}
