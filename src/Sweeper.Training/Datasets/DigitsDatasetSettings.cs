using System.Globalization;

namespace Sweeper.Training.Datasets;

/// <summary>The built-in generator of handwritten-looking digits.</summary>
public sealed record DigitsDatasetSettings : DatasetSettings
{
    public const string DatasetName = "digits";
    public const int DefaultTrain = 10_000;
    public const int DefaultTest = 2_000;

    /// <summary>
    /// The seed of the images when none is given. It does not follow the experiment's seed: repeating an experiment with
    /// another one trains on the same images.
    /// </summary>
    public const long DefaultSeed = 42;

    public override string Name => DatasetName;

    public override int? TrainCount => Train;

    public override int? TestCount => Test;

    /// <summary>Training images to draw, 10 … 1,000,000.</summary>
    public required int Train { get; init; }

    /// <summary>Test images to draw, 10 … 1,000,000.</summary>
    public required int Test { get; init; }

    /// <summary>0 … 2⁵³; the images follow from it.</summary>
    public required long Seed { get; init; }

    internal override string FingerprintText => Seed.ToString(CultureInfo.InvariantCulture);

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{base.Describe()}, seed {Seed}");
}
