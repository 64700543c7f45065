namespace Sweeper.Training.Datasets;

/// <summary>MNIST: 60,000 training and 10,000 test images of handwritten digits.</summary>
public sealed record MnistDatasetSettings : DatasetSettings
{
    public const string DatasetName = "mnist";

    public override string Name => DatasetName;

    public override int? TrainCount => 60_000;

    public override int? TestCount => 10_000;
}
